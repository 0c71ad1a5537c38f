package org.vedette.gateway.sip.call;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.vedette.gateway.sip.message.Headers;
import org.vedette.gateway.sip.message.SipRequest;
import org.vedette.gateway.sip.message.SipResponse;

/** Asks the trunk whether it is there (RFC 3261 section 11). On the loop only. */
public final class Prober {
  private final UserAgent agent;
  private final BiConsumer<Optional<String>, Boolean> result;
  private boolean asking;

  /**
   * Prepares.
   *
   * @param result told why the trunk does not work, empty when it does, and whether only an
   *     operator can mend it
   */
  public Prober(UserAgent agent, BiConsumer<Optional<String>, Boolean> result) {
    this.agent = agent;
    this.result = result;
  }

  /** Asks once; does nothing while a question is open. */
  public void ask() {
    if (asking) {
      return;
    }
    asking = true;
    agent.withLink(
        link -> {
          Account account = agent.account();
          Headers headers =
              agent
                  .common()
                  .with("From", "<" + account.address(account.self()) + ">;tag=" + agent.random(8))
                  .with("To", "<sip:" + account.domain() + ">")
                  .with("Call-ID", agent.random(16))
                  .with("CSeq", "1 OPTIONS")
                  .with("Accept", "application/sdp");
          agent.transact(
              link,
              new SipRequest(
                  "OPTIONS", "sip:" + account.domain(), agent.via(link).and(headers), ""),
              answer());
        },
        unreachable ->
            told(Optional.of(String.valueOf(unreachable.getMessage())), unreachable.lasting()));
  }

  private ClientTransaction.User answer() {
    return new ClientTransaction.User() {
      @Override
      public void response(SipResponse response) {
        if (!response.provisional()) {
          // Whoever refuses the question is there; 408 and 503 tell of who is not.
          boolean down = response.status() == 408 || response.status() == 503;
          told(
              down ? Optional.of("the trunk answers " + response.words()) : Optional.empty(),
              false);
        }
      }

      @Override
      public void failed(String why) {
        agent.renew();
        told(Optional.of(why), false);
      }
    };
  }

  private void told(Optional<String> trouble, boolean lasting) {
    asking = false;
    result.accept(trouble, lasting);
  }
}
