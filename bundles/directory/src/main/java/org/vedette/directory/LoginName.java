package org.vedette.directory;

/**
 * A user's name in the two forms that templates use.
 *
 * @param full as typed, without surrounding space and, where so set, without {@code DOMAIN\}
 * @param brief without {@code DOMAIN\} before it and {@code @domain} behind it
 */
record LoginName(String full, String brief) {
  /** Reads what was typed. */
  static LoginName of(String typed, boolean stripDomain) {
    String name = typed.strip();
    String account = name.substring(name.indexOf('\\') + 1);
    int at = account.lastIndexOf('@');
    String brief = at > 0 ? account.substring(0, at) : account;
    return new LoginName(stripDomain ? account : name, brief);
  }
}
