package org.vedette.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultListener;
import com.unboundid.ldap.sdk.SearchResultReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A search whose answer is taken entry by entry and may be anything: more entries than can be meant
 * end it, and so does an answer that trickles on past its time. The connection is closed then. Used
 * once; blocks.
 */
final class BoundedSearch {
  /** Most references to other servers that are taken from one answer. */
  static final int MOST_REFERENCES = 10_000;

  /** In the library's words: it counts this among the ends of connections. */
  private static final String TOO_LARGE = "larger than the maximum";

  /**
   * What came.
   *
   * @param result the end of the answer
   * @param references where else to search (RFC 4511, section 4.5.3), a URL each; one of several
   *     that lead to the same place
   */
  record Answer(SearchResult result, List<String> references) {}

  /**
   * How much is waited for and taken.
   *
   * @param silence longest time without anything
   * @param whole longest time until the end
   * @param entries most entries
   */
  record Bounds(Duration silence, Duration whole, int entries) {}

  private final LDAPConnection connection;
  private final Bounds bounds;
  private final Intake intake;

  BoundedSearch(LDAPConnection connection, Bounds bounds, Consumer<SearchResultEntry> to) {
    this.connection = connection;
    this.bounds = bounds;
    this.intake = new Intake(to);
  }

  /**
   * Searches.
   *
   * @throws LDAPException when the answer was no success or not whole; {@code DECODING_ERROR} when
   *     it cannot be believed
   */
  Answer run(SearchRequest asked) throws LDAPException {
    SearchRequest request =
        new SearchRequest(
            intake,
            asked.getControls(),
            asked.getBaseDN(),
            asked.getScope(),
            asked.getDereferencePolicy(),
            asked.getSizeLimit(),
            asked.getTimeLimitSeconds(),
            asked.typesOnly(),
            asked.getFilter(),
            asked.getAttributes());
    request.setIntermediateResponseListener(asked.getIntermediateResponseListener());
    request.setResponseTimeoutMillis(Math.max(1, bounds.silence().toMillis()));
    CompletableFuture<Void> alarm =
        new CompletableFuture<Void>()
            .completeOnTimeout(null, bounds.whole().toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> closed =
        alarm.thenRunAsync(() -> intake.end(ResultCode.TIMEOUT, "the answer did not end in time"));
    try {
      SearchResult result = connection.search(request);
      intake.check();
      return new Answer(result, List.copyOf(intake.references));
    } catch (LDAPException failure) {
      intake.check();
      throw String.valueOf(failure.getMessage()).contains(TOO_LARGE)
          ? new LDAPException(
              ResultCode.DECODING_ERROR,
              "the server sent a message of more than "
                  + connection.getConnectionOptions().getMaxMessageSize()
                  + " bytes")
          : failure;
    } finally {
      alarm.cancel(false);
      closed.cancel(false);
    }
  }

  /** Counts what comes; called on the thread that searches. */
  private final class Intake implements SearchResultListener {
    private static final long serialVersionUID = 1L;

    private final transient Consumer<SearchResultEntry> to;
    private final transient List<String> references = new ArrayList<>();
    private transient volatile Optional<LDAPException> trouble = Optional.empty();
    private int entries;
    private int others;

    private Intake(Consumer<SearchResultEntry> to) {
      this.to = to;
    }

    @Override
    public void searchEntryReturned(SearchResultEntry entry) {
      if (++entries > bounds.entries()) {
        end(
            ResultCode.DECODING_ERROR,
            "the server tells of more than " + bounds.entries() + " entries at once");
      } else if (trouble.isEmpty()) {
        to.accept(entry);
      }
    }

    @Override
    public void searchReferenceReturned(SearchResultReference reference) {
      if (++others > MOST_REFERENCES) {
        end(
            ResultCode.DECODING_ERROR,
            "the server refers to more than " + MOST_REFERENCES + " others");
      } else if (reference.getReferralURLs().length > 0) {
        references.add(reference.getReferralURLs()[0]);
      }
    }

    private void end(ResultCode code, String why) {
      if (trouble.isEmpty()) {
        trouble = Optional.of(new LDAPException(code, why));
        connection.close();
      }
    }

    private void check() throws LDAPException {
      if (trouble.isPresent()) {
        throw trouble.get();
      }
    }
  }
}
