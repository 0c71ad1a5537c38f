package org.vedette.api.method;

import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import org.vedette.api.auth.Answer;

/**
 * A kind of second factor. This is what third parties write; register it with the service property
 * {@value #PROPERTY} set to its id.
 *
 * <p>A method is a function: from an immutable enrollment, the answer and the clock to a verdict,
 * what is used up, the next register values, and messages to send. It keeps no state, asks nobody,
 * and never blocks. Claims, PINs, counters, lockout and audit are the core's work, so that none can
 * be forgotten. Called from any thread, several at a time. An exception is an error of the plugin:
 * the sign-in ends Unavailable.
 */
@ConsumerType
public interface AuthenticationMethod {
  /** Service property that carries the method's id. */
  String PROPERTY = "vedette.method";

  /** What this method is; always the same. */
  MethodInfo info();

  /** Names of the registers it wants to read. */
  Set<String> registers();

  /** Begins: a challenge to answer, or that it cannot. Called after primary authentication only. */
  Verification begin(Enrolled enrollment, MethodContext context);

  /**
   * Checks an answer.
   *
   * @param challenge the challenge it answers; absent for a code that came with the password
   */
  Verification verify(
      Enrolled enrollment, Optional<OpenChallenge> challenge, Answer answer, MethodContext context);
}
