package org.vedette.radius;

import java.util.Optional;
import java.util.Set;
import org.vedette.api.auth.Application;

/** Which protocols fit whoever checks the password. */
final class ProtocolRules {
  private static final String LOCAL = "local";
  private static final String RELAY = "radius:";
  private static final String NTLM = "ntlm:";

  private ProtocolRules() {}

  /** Tells whether another RADIUS server checks the password. */
  static boolean isRelay(String primary) {
    return primary.startsWith(RELAY);
  }

  /** Tells whether MS-CHAPv2 can be checked: with an NT hash, here or in a domain. */
  static boolean checksMsChap2(String primary) {
    return primary.equals(LOCAL) || primary.startsWith(NTLM);
  }

  /** Says what is wrong with a list of protocols, and what to do instead. */
  static Optional<String> problem(String primary, String typed) {
    Optional<Set<Protocol>> list = Protocol.list(typed);
    if (list.isEmpty()) {
      return Optional.of(
          "is a list of pap, chap, mschapv2 and eap (with primary=radius:NAME also none), for"
              + " instance: pap, chap");
    }
    if (isRelay(primary)) {
      return Optional.empty();
    }
    if (list.get().contains(Protocol.NONE)) {
      return Optional.of(
          "none proves nothing, so another RADIUS server has to decide: leave none out, or set"
              + " primary=radius:NAME");
    }
    boolean none = primary.equals(Application.PRIMARY_NONE);
    if (list.get().contains(Protocol.CHAP) && !none) {
      return Optional.of(
          "chap can prove a code but not a password that is kept as a hash: leave chap out, or set"
              + " primary=none where the client has checked the password itself");
    }
    if (list.get().contains(Protocol.MSCHAPV2) && none) {
      return Optional.of(
          "mschapv2 can prove a password but not a code: use pap or chap, or set primary=local or"
              + " primary=ntlm:NAME with a method that is answered on a phone");
    }
    if (list.get().contains(Protocol.MSCHAPV2) && !checksMsChap2(primary)) {
      return Optional.of(
          "mschapv2 cannot be checked by "
              + primary
              + ", which needs the text of the password: use pap, or set primary=local or"
              + " primary=ntlm:NAME");
    }
    return Optional.empty();
  }
}
