package org.vedette.gateway.sip.call;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.vedette.api.secret.Secret;
import org.vedette.gateway.sip.link.Link;
import org.vedette.gateway.sip.message.Challenge;
import org.vedette.gateway.sip.message.Digest;
import org.vedette.gateway.sip.message.SipRequest;
import org.vedette.gateway.sip.message.SipResponse;

/**
 * A request that proves who sends it where that is asked for (RFC 3261 section 22): each try is a
 * transaction of its own. On the loop only.
 */
final class Exchange implements ClientTransaction.User {
  private static final int MOST_TRIES = 4;

  private final UserAgent agent;
  private final Link link;
  private final LongSupplier sequence;
  private final ClientTransaction.User user;
  private final Set<String> proved = new HashSet<>();
  private SipRequest request;
  private int tries;
  private @Nullable ClientTransaction transaction;

  /**
   * Prepares.
   *
   * @param request without Via; its CSeq is the first to use
   * @param sequence gives the number of each further try
   */
  Exchange(
      UserAgent agent,
      Link link,
      SipRequest request,
      LongSupplier sequence,
      ClientTransaction.User user) {
    this.agent = agent;
    this.link = link;
    this.request = request;
    this.sequence = sequence;
    this.user = user;
  }

  /** Returns the request as it was last sent. */
  SipRequest request() {
    return request;
  }

  Link link() {
    return link;
  }

  void start() {
    tries++;
    request = request.with(agent.via(link).and(request.headers().without("Via")));
    transaction = agent.transact(link, request, this);
  }

  /** Waits no longer for an answer. */
  void abandon() {
    if (transaction != null) {
      transaction.terminate();
    }
  }

  @Override
  public void response(SipResponse response) {
    if ((response.status() == 401 || response.status() == 407) && answer(response)) {
      return;
    }
    user.response(response);
  }

  private boolean answer(SipResponse response) {
    Optional<Challenge> challenge = Challenge.best(response);
    Account account = agent.account();
    if (challenge.isEmpty() || account.user().isEmpty() || tries >= MOST_TRIES) {
      return false;
    }
    Challenge asked = challenge.get();
    // 22.2: the same proof is not shown again, unless only the nonce was too old.
    boolean first = proved.add(asked.answerField() + " " + asked.realm());
    Optional<Secret> password =
        first || asked.stale() ? account.password().get() : Optional.empty();
    if (password.isEmpty()) {
      return false;
    }
    String proof =
        Digest.answer(
            asked,
            account.user(),
            password.get(),
            request.method(),
            request.uri(),
            agent.random(8));
    // 22.2: a new number, as a request of its own (8.1.3.5).
    request =
        request.with(
            request
                .headers()
                .set("CSeq", sequence.getAsLong() + " " + request.method())
                .set(asked.answerField(), proof));
    start();
    return true;
  }

  @Override
  public void failed(String why) {
    user.failed(why);
  }
}
