package org.vedette.primary.ntlm;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Whose password it is.
 *
 * @param domain NetBIOS or DNS name of the domain, never empty
 * @param user name of the account there, never empty
 */
record AccountName(String domain, String user) {
  /**
   * Most octets of domain, separator and user together: the helper keeps them in a field of 256
   * octets and cuts off what is longer, which would make another name of it.
   */
  static final int MAX_OCTETS = 255;

  /**
   * Reads {@code DOMAIN\\user}, {@code user@realm} or {@code user}; empty when it can be no name of
   * an account. The helper reads names as text that ends with the first zero octet, so control
   * characters are refused and not only encoded.
   *
   * @param typed as typed
   * @param usual the domain of names that carry none
   */
  static Optional<AccountName> read(String typed, String usual) {
    int backslash = typed.indexOf('\\');
    int at = typed.lastIndexOf('@');
    AccountName name =
        backslash >= 0
            ? new AccountName(typed.substring(0, backslash), typed.substring(backslash + 1))
            : at >= 0
                ? new AccountName(typed.substring(at + 1), typed.substring(0, at))
                : new AccountName(usual, typed);
    return name.isPlain() ? Optional.of(name) : Optional.empty();
  }

  private boolean isPlain() {
    String all = domain + user;
    return !domain.isBlank()
        && !user.isBlank()
        && all.chars().noneMatch(each -> Character.isISOControl(each) || isMark(each))
        && StandardCharsets.UTF_8.newEncoder().canEncode(all)
        && all.getBytes(StandardCharsets.UTF_8).length < MAX_OCTETS;
  }

  /** A second mark leaves open which domain is meant. */
  private static boolean isMark(int character) {
    return character == '\\' || character == '@';
  }
}
