package org.vedette.gateway.sip.message;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a peer wants to be proved (RFC 3261 section 22, RFC 7616 section 3.3).
 *
 * @param answerField the field that answers it
 * @param realm whose account it is
 * @param nonce what the proof covers
 * @param opaque to be sent back; empty without one
 * @param hash how it is hashed
 * @param auth whether the quality {@code auth} is offered
 * @param stale whether only the nonce is too old
 */
public record Challenge(
    String answerField,
    String realm,
    String nonce,
    String opaque,
    Hash hash,
    boolean auth,
    boolean stale) {
  private static final Pattern AT_COMMA = Pattern.compile("[ \t]*,[ \t]*");

  /** Hashes that are known, the better ones first. */
  public enum Hash {
    /** RFC 7616. */
    SHA256("SHA-256"),
    /** RFC 3261; kept because most trunks know nothing else. */
    MD5("MD5");

    private final String standardName;

    Hash(String standardName) {
      this.standardName = standardName;
    }

    /** Returns the name, the same for Java and in SIP. */
    public String standardName() {
      return standardName;
    }

    static Optional<Hash> of(String name) {
      for (Hash each : values()) {
        if (each.standardName.equalsIgnoreCase(name)) {
          return Optional.of(each);
        }
      }
      return Optional.empty();
    }
  }

  /** Returns the best of the challenges in a response that can be answered. */
  public static Optional<Challenge> best(SipResponse response) {
    boolean proxy = response.status() == 407;
    String answerField = proxy ? "Proxy-Authorization" : "Authorization";
    return response.headers().lines(proxy ? "Proxy-Authenticate" : "WWW-Authenticate").stream()
        .flatMap(line -> parse(line, answerField).stream())
        .min(Comparator.comparing(Challenge::hash));
  }

  private static Optional<Challenge> parse(String line, String answerField) {
    if (!line.toLowerCase(Locale.ROOT).startsWith("digest ")) {
      return Optional.empty();
    }
    Map<String, String> given = Text.pairs(Text.split(line.substring(7), ','));
    String realm = given.get("realm");
    String nonce = given.get("nonce");
    Optional<Hash> hash = Hash.of(given.getOrDefault("algorithm", "MD5"));
    List<String> qualities = List.of(AT_COMMA.split(given.getOrDefault("qop", ""), -1));
    boolean auth = qualities.stream().anyMatch("auth"::equalsIgnoreCase);
    // Without a quality it is the old form of RFC 2069; auth-int alone is not answered.
    boolean old = !given.containsKey("qop");
    if (realm == null || nonce == null || nonce.isEmpty() || hash.isEmpty() || !(auth || old)) {
      return Optional.empty();
    }
    return Optional.of(
        new Challenge(
            answerField,
            realm,
            nonce,
            given.getOrDefault("opaque", ""),
            hash.get(),
            auth,
            given.getOrDefault("stale", "").equalsIgnoreCase("true")));
  }
}
