package org.vedette.gateway.mail;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mail address that holds nothing but letters, digits and the harmless signs: no quotes, no
 * comments, no address literals, no routes.
 *
 * @param local what stands before the sign at
 * @param domain the domain in ASCII, in lower case
 */
record Mailbox(String local, String domain) {
  /** RFC 5321 section 4.5.3.1.1, in octets. */
  private static final int MAX_LOCAL = 64;

  /** RFC 5321 section 4.5.3.1.3, in octets: a path has 256, its brackets among them. */
  private static final int MAX_ADDRESS = 254;

  /** RFC 5322 section 3.2.3: dot-atom-text; RFC 6531 section 3.3 adds what is not ASCII. */
  private static final Pattern LOCAL =
      Pattern.compile(
          "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");

  /** RFC 1123 section 2.1, RFC 5321 section 4.1.2; the last label is no number. */
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  /** Reads an address; empty when it is none that is taken here. */
  static Optional<Mailbox> read(String text) {
    int at = text.indexOf('@');
    if (at < 1 || at != text.lastIndexOf('@') || text.length() > MAX_ADDRESS) {
      return Optional.empty();
    }
    String local = Normalizer.normalize(text.substring(0, at), Normalizer.Form.NFC);
    Optional<String> domain = domain(text.substring(at + 1));
    if (!LOCAL.matcher(local).matches() || octets(local) > MAX_LOCAL || domain.isEmpty()) {
      return Optional.empty();
    }
    Mailbox found = new Mailbox(local, domain.get());
    return octets(found.toString()) > MAX_ADDRESS ? Optional.empty() : Optional.of(found);
  }

  /** Puts a domain into ASCII (RFC 5890); empty when it is none. */
  static Optional<String> domain(String text) {
    try {
      String ascii = IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      return DOMAIN.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /** Whether the server must know SMTPUTF8 (RFC 6531) to take it. */
  boolean needsUtf8() {
    return local.chars().anyMatch(each -> each > 127);
  }

  private static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public String toString() {
    return local + "@" + domain;
  }
}
