package org.vedette.gateway.sip.call;

import java.util.Optional;
import java.util.function.Supplier;
import org.vedette.api.secret.Secret;

/**
 * Who this server is to the trunk.
 *
 * @param domain domain of the addresses, often the trunk's host name
 * @param user name for digest authentication; empty without
 * @param password gives the password; empty while it cannot be read
 * @param caller number or name that calls come from
 * @param callerName what may be shown beside it; empty for none
 * @param identity where the caller is named
 */
public record Account(
    String domain,
    String user,
    Supplier<Optional<Secret>> password,
    String caller,
    String callerName,
    Identity identity) {
  /** Where the caller is named. */
  public enum Identity {
    /** In From. */
    FROM,
    /** In P-Asserted-Identity (RFC 3325); From names the user. */
    ASSERTED,
    /** In both. */
    BOTH
  }

  /** Returns the address of an account or a number. */
  String address(String name) {
    return "sip:" + name + "@" + domain;
  }

  /** Returns the user part that registers, and that the trunk sends to. */
  String self() {
    // RFC 3261 section 25.1: the user part of an address.
    return user.isEmpty() ? caller : user.replace("@", "%40");
  }

  /** Hides what belongs to no log. */
  @Override
  public String toString() {
    return "Account[" + domain + "]";
  }
}
