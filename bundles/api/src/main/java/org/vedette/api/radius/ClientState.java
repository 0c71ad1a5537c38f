package org.vedette.api.radius;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the listener knows of a client, from its settings and from what it sent since the listener
 * started.
 *
 * @param application id of its application
 * @param name name of its application
 * @param networks where it sends from
 * @param lastSeen when it last sent a packet
 * @param proof what is known of its Message-Authenticator
 * @param secrets what is known of the change of its secret
 * @param rhythm how it repeats its requests; empty until it repeated one
 * @param deadline how long a sign-in may take
 * @param warnings sentences that say what is wrong and what to do
 */
public record ClientState(
    UUID application,
    String name,
    List<String> networks,
    Optional<Instant> lastSeen,
    Proof proof,
    Secrets secrets,
    Optional<Rhythm> rhythm,
    Duration deadline,
    List<String> warnings) {
  /** Copies the lists. */
  public ClientState {
    networks = List.copyOf(networks);
    warnings = List.copyOf(warnings);
  }

  /**
   * What is known of Message-Authenticator.
   *
   * @param rule {@code required}, {@code learned} or {@code off}, as set
   * @param learned whether it was learned, and is demanded from now on
   * @param seenWith when a request with it last came
   * @param seenWithout when a request without it last came
   */
  public record Proof(
      String rule, boolean learned, Optional<Instant> seenWith, Optional<Instant> seenWithout) {}

  /**
   * What is known of the change of the shared secret.
   *
   * @param previousUntil how long the secret before is honoured; empty when there is none
   * @param previousUsed when the client last used it
   */
  public record Secrets(Optional<Instant> previousUntil, Optional<Instant> previousUsed) {}

  /**
   * How a client repeats a request that is not answered, as it was last seen to.
   *
   * @param interval time between two sends
   * @param sends how often it sent the request
   * @param waits how long it waited for an answer: at least, or exactly where it gave up
   * @param gaveUp whether it was seen to give up
   */
  public record Rhythm(Duration interval, int sends, Duration waits, boolean gaveUp) {}
}
