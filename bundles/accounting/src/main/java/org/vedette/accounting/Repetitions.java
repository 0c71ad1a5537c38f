package org.vedette.accounting;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vedette.api.accounting.AccountingReport;
import org.vedette.api.accounting.AccountingStatus;

/**
 * Remembers the newest reports, to know repetitions. A client that raises Acct-Delay-Time when it
 * sends again makes another packet of it, with another authenticator (RFC 5080 section 2.2.1), so
 * that the packet says nothing: the same application, client, session, status and time do.
 * Thread-safe.
 *
 * @param <T> what is kept with a report
 */
final class Repetitions<T> {
  /** Sessions, each with one status, of which reports are remembered. */
  static final int MOST = 20_000;

  /** Reports remembered of one session and status: interim ones come again and again. */
  private static final int MOST_OF_ONE = 4;

  /** Delays are whole seconds, and the network takes its time. */
  private static final Duration SAME_EVENT = Duration.ofSeconds(5);

  /**
   * A client that tells no times repeats within this time; different interim reports are at least a
   * minute apart (RFC 2869 section 2.1).
   */
  private static final Duration SOON = Duration.ofSeconds(55);

  private static final int DELAY_TIME = 41;

  private record Key(UUID application, String nas, String session, AccountingStatus status) {}

  /** Not the report itself: there are many. */
  private record Known<T>(
      Optional<Instant> told, Instant happened, Instant received, byte[] digest, T value) {
    boolean isRepeatedBy(AccountingReport other, byte[] otherDigest) {
      Optional<Instant> toldAgain = other.facts().eventTime();
      if (told.isPresent() && toldAgain.isPresent()) {
        return told.equals(toldAgain);
      }
      return Arrays.equals(digest, otherDigest)
          && (isNear(happened, other.happened(), SAME_EVENT)
              || isNear(received, other.received(), SOON));
    }

    private static boolean isNear(Instant one, Instant other, Duration limit) {
      return Duration.between(one, other).abs().compareTo(limit) <= 0;
    }
  }

  private final Map<Key, List<Known<T>>> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, List<Known<T>>> eldest) {
          return size() > MOST;
        }
      };

  /** Finds what was kept with the report that this one repeats. */
  synchronized Optional<T> find(AccountingReport report) {
    byte[] digest = digest(report.attributes());
    return known.getOrDefault(key(report), List.of()).stream()
        .filter(each -> each.isRepeatedBy(report, digest))
        .map(Known::value)
        .findFirst();
  }

  /** Remembers a report. */
  synchronized void add(AccountingReport report, T value) {
    List<Known<T>> same = known.computeIfAbsent(key(report), none -> new ArrayList<>(1));
    if (same.size() == MOST_OF_ONE) {
      same.remove(0);
    }
    same.add(
        new Known<>(
            report.facts().eventTime(),
            report.happened(),
            report.received(),
            digest(report.attributes()),
            value));
  }

  /** Forgets a report that was not stored after all. */
  synchronized void forget(AccountingReport report, T value) {
    @Nullable List<Known<T>> same = known.get(key(report));
    if (same != null) {
      same.removeIf(each -> each.value() == value);
      if (same.isEmpty()) {
        known.remove(key(report));
      }
    }
  }

  private static Key key(AccountingReport report) {
    return new Key(
        report.application(),
        report.facts().nas(),
        report.facts().session(),
        report.facts().status());
  }

  /** A digest of all attributes but Acct-Delay-Time. */
  private static byte[] digest(byte[] attributes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int at = 0; at + 1 < attributes.length; ) {
        int size = Math.min(Math.max(2, attributes[at + 1] & 0xFF), attributes.length - at);
        if ((attributes[at] & 0xFF) != DELAY_TIME) {
          digest.update(attributes, at, size);
        }
        at += size;
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
