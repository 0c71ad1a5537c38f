package org.vedette.api.eap;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;
import org.vedette.api.auth.Outcome;

/**
 * Speaks EAP with supplicants for the listeners that carry it (RFC 3579).
 *
 * <p>Conversations live in memory: when this service is replaced, those that run are rejected, and
 * supplicants begin anew.
 */
@ProviderType
public interface EapServer {
  /**
   * Takes a message. Never blocks; cryptography runs on threads of this service.
   *
   * @param ask asks the core; called at most once for a message, on a thread of this service, and
   *     again for a repetition of the message only after {@link Outcome.Unavailable}
   * @return completes with what to do, never exceptionally
   */
  CompletionStage<EapReply> receive(
      EapMessage message, Function<EapQuestion, CompletionStage<Outcome>> ask);
}
