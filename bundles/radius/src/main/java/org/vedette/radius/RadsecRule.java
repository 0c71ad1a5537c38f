package org.vedette.radius;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vedette.codec.radius.SharedSecret;

/**
 * Whether a client may come by TLS, and who it must be then (RFC 6614 section 2.3).
 *
 * @param name what its certificate must be for; {@code *.example.org} stands for any one label;
 *     empty: it may not come by TLS
 * @param only whether it may come no other way
 */
record RadsecRule(String name, boolean only) {
  /** May not come by TLS. */
  static final RadsecRule NEVER = new RadsecRule("", false);

  /** The secret that all share over TLS (RFC 6614 section 2.3, item 4). */
  static final SharedSecret SECRET = SharedSecret.of("radsec");

  private static final String ANY = "*.";
  private static final int LONGEST = 253;
  private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]+");
  private static final Pattern DNS =
      Pattern.compile("([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{1,63}");

  RadsecRule {
    name = normal(name);
  }

  /** Tells whether it may come by TLS at all. */
  boolean allowed() {
    return !name.isEmpty();
  }

  /** Tells whether one of these names of a certificate is the one demanded. */
  boolean matches(List<String> names) {
    return allowed() && names.stream().anyMatch(each -> matches(normal(each)));
  }

  /** What a certificate leaves open proves nothing: a name with a star is nobody's. */
  private boolean matches(String presented) {
    if (presented.indexOf('*') >= 0) {
      return false;
    }
    if (!name.startsWith(ANY)) {
      return presented.equals(name);
    }
    int dot = presented.indexOf('.');
    return dot > 0 && DNS.matcher(presented).matches() && presented.substring(dot).equals(suffix());
  }

  private String suffix() {
    return name.substring(1);
  }

  /** Says what is wrong with a name that was typed. */
  static Optional<String> problem(String typed) {
    String name = normal(typed);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    boolean star = name.startsWith(ANY);
    String rest = star ? name.substring(ANY.length()) : name;
    boolean good =
        name.length() <= LONGEST
            && rest.indexOf('*') < 0
            && (star ? DNS.matcher(rest).matches() : PRINTABLE.matcher(rest).matches());
    return good
        ? Optional.empty()
        : Optional.of(
            "is a name that the client's certificate is for, such as nas1.example.org, or"
                + " *.example.org for any one label before the first dot");
  }

  private static String normal(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
