package org.vedette.ldap;

import java.util.Optional;
import java.util.function.Function;

/** What became of the sign-in behind a bind. */
sealed interface Verdict {
  /**
   * The person may come in.
   *
   * @param username the user's name as stored, or as typed when unknown here
   * @param tail octets of the password field that are not the password
   */
  record Granted(String username, int tail) implements Verdict {}

  /**
   * The person may not.
   *
   * @param text what the directory said to a right password; empty otherwise
   * @param expired whether the password was right, and is only too old or must be changed first
   */
  record Denied(Optional<String> text, boolean expired) implements Verdict {}

  /** Nothing was decided. */
  record Unavailable() implements Verdict {}

  /** An error of ours. */
  record Fault(String reference) implements Verdict {}

  /** Handles every case. */
  default <R> R match(
      Function<Granted, R> granted,
      Function<Denied, R> denied,
      Function<Unavailable, R> unavailable,
      Function<Fault, R> fault) {
    if (this instanceof Granted one) {
      return granted.apply(one);
    }
    if (this instanceof Denied one) {
      return denied.apply(one);
    }
    return this instanceof Unavailable one ? unavailable.apply(one) : fault.apply((Fault) this);
  }
}
