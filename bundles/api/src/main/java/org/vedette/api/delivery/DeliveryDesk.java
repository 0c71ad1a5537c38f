package org.vedette.api.delivery;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.vedette.api.auth.ChallengeToken;

/**
 * Takes what comes back by a gateway: texts that people send, receipts, and what happens in a call.
 * Gateways call it; the core serves it. A gateway looks it up for each event and waits a few
 * seconds where it is being replaced.
 *
 * <p>No method blocks. Stages never complete exceptionally.
 */
@ProviderType
public interface DeliveryDesk {
  /**
   * Takes a text that somebody sent. It answers the newest open question that was sent to the same
   * address on the same channel.
   *
   * @return whether a question was open; what became of it is told to the listener that waits only
   */
  CompletionStage<Boolean> replied(Reply reply);

  /** Takes a receipt. Receipts of messages that are not remembered are ignored. */
  void receipt(Receipt receipt);

  /**
   * Takes what happened in a call, and tells how it goes on.
   *
   * @param question the question that the call was made for, as in {@link Message#challenge}
   */
  CompletionStage<CallStep> called(ChallengeToken question, CallEvent event);
}
