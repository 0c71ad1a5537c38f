package org.vedette.api.eap;

import java.util.function.Function;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Credential;

/** What a conversation asks the core, through the listener. */
public sealed interface EapQuestion permits EapQuestion.First, EapQuestion.Next {

  /**
   * The supplicant has shown something.
   *
   * @param username the name inside the tunnel; what was said outside does not count
   * @param credential what it has shown
   * @param asking whether a code can be asked for
   */
  record First(String username, Credential credential, Asking asking) implements EapQuestion {}

  /**
   * The person has answered a question of the core.
   *
   * @param token names the question
   * @param username as in the first question
   * @param answer what was typed
   */
  record Next(ChallengeToken token, String username, Answer answer) implements EapQuestion {}

  /** Handles every case. */
  default <R> R match(Function<First, R> first, Function<Next, R> next) {
    return this instanceof First one ? first.apply(one) : next.apply((Next) this);
  }
}
