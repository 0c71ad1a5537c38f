package org.vedette.radius;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vedette.api.eap.EapMethod;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.SharedSecret;

/**
 * A configured client, ready for use.
 *
 * @param application id of its application
 * @param name name of its application
 * @param deadline how long a sign-in may take
 * @param secret the shared secret
 * @param previous the one before it, for as long as it is honoured
 * @param rule whether its requests must carry Message-Authenticator
 * @param replyMessage text of a challenge
 * @param rejectMessage text of a reject
 * @param challenge whether it can show a challenge
 * @param protocols how it may prove passwords
 * @param eapMethods what is allowed where EAP ends here; the first is offered first
 * @param relays whether another RADIUS server checks its passwords
 * @param maxRate requests a second that one source may send; 0 for no limit
 * @param replyAttributes what every Access-Accept says, unless something more specific is said
 * @param charset what it may send instead of UTF-8
 * @param accounting name of the target that gets its reports; empty for none
 * @param radsec whether it may come by TLS
 */
record Client(
    UUID application,
    String name,
    Duration deadline,
    SharedSecret secret,
    Optional<Previous> previous,
    Rule rule,
    Template replyMessage,
    Template rejectMessage,
    boolean challenge,
    Set<Protocol> protocols,
    boolean relays,
    List<EapMethod> eapMethods,
    int maxRate,
    List<Attribute> replyAttributes,
    Charset charset,
    String accounting,
    RadsecRule radsec) {
  /**
   * A secret that was replaced.
   *
   * @param secret what it was
   * @param until when it ends
   */
  record Previous(SharedSecret secret, Instant until) {}

  /** Whether Message-Authenticator is demanded (RFC 3579 section 3.2). */
  enum Rule {
    /** A request without it is dropped. */
    REQUIRED,
    /** Once seen it is demanded. */
    LEARNED,
    /** It is checked when present. */
    OFF;

    /** Writes it as the settings do. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
