package org.vedette.radius;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vedette.api.auth.Application;
import org.vedette.api.eap.EapMethod;

/** Which EAP methods an application allows, and whether they fit whoever checks the password. */
final class EapMethods {
  private EapMethods() {}

  /** Reads a list as an operator writes it; empty when it holds anything else, or nothing. */
  static Optional<List<EapMethod>> list(String text) {
    List<EapMethod> found = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      Optional<EapMethod> one = EapMethod.named(each.strip().toLowerCase(Locale.ROOT));
      if (one.isEmpty()) {
        return Optional.empty();
      }
      if (!found.contains(one.get())) {
        found.add(one.get());
      }
    }
    return Optional.of(found);
  }

  /** Says what is wrong with a list of methods, and what to do instead. */
  static Optional<String> problem(String primary, String typed) {
    Optional<List<EapMethod>> list = list(typed);
    if (list.isEmpty()) {
      return Optional.of(
          "is a list of ttls-pap, peap-gtc, peap-mschapv2 and gtc, the first is offered first, for"
              + " instance: ttls-pap, peap-gtc");
    }
    if (!list.get().contains(EapMethod.PEAP_MSCHAPV2)
        || ProtocolRules.checksMsChap2(primary)
        || ProtocolRules.isRelay(primary)) {
      return Optional.empty();
    }
    return Optional.of(
        primary.equals(Application.PRIMARY_NONE)
            ? "peap-mschapv2 can prove a password but not a code: use ttls-pap or peap-gtc"
            : "peap-mschapv2 cannot be checked by "
                + primary
                + ", which needs the text of the password: use peap-gtc or ttls-pap, or set"
                + " primary=local with keepNtHashes=true, or primary=ntlm:NAME");
  }
}
