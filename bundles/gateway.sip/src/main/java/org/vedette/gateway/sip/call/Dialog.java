package org.vedette.gateway.sip.call;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.vedette.gateway.sip.message.Headers;
import org.vedette.gateway.sip.message.NameAddr;
import org.vedette.gateway.sip.message.SipRequest;
import org.vedette.gateway.sip.message.SipResponse;

/**
 * What ties requests of one call together (RFC 3261 section 12). Immutable.
 *
 * @param invite the request that made it
 * @param remote To, with the peer's tag
 * @param target where the peer wants requests to go
 * @param routes proxies on the way there
 */
record Dialog(SipRequest invite, String remote, String target, List<String> routes) {
  Dialog {
    routes = List.copyOf(routes);
  }

  /** Makes one from the first success (12.1.2); empty when the response tells no tag. */
  static Optional<Dialog> of(SipRequest invite, SipResponse success) {
    String remote = success.headers().first("To").orElse("");
    if (success.tag("To").isEmpty()) {
      return Optional.empty();
    }
    List<String> routes = new ArrayList<>(success.headers().items("Record-Route"));
    Collections.reverse(routes);
    String target =
        success.headers().items("Contact").stream()
            .findFirst()
            .flatMap(NameAddr::parse)
            .map(NameAddr::uri)
            .filter(uri -> uri.startsWith("sip:") || uri.startsWith("sips:"))
            .orElse(invite.uri());
    return Optional.of(new Dialog(invite, remote, target, routes));
  }

  /** Returns the same dialog with the target that a re-INVITE has set (12.2.1.2). */
  Dialog at(String newTarget) {
    return new Dialog(invite, remote, newTarget, routes);
  }

  String remoteTag() {
    return NameAddr.parse(remote).map(NameAddr::tag).orElse("");
  }

  /**
   * Makes a request within the dialog (12.2.1.1), without Via.
   *
   * @param number its sequence number
   */
  SipRequest request(String method, long number, Headers common) {
    Headers headers = common;
    String uri = target;
    List<String> others = new ArrayList<>(routes);
    Optional<NameAddr> first = routes.stream().findFirst().flatMap(NameAddr::parse);
    if (first.isPresent() && !first.get().uri().contains(";lr")) {
      // A strict router of old: it is asked by its own address, the target comes last.
      uri = first.get().uri();
      others.remove(0);
      others.add("<" + target + ">");
    }
    for (String each : others) {
      headers = headers.with("Route", each);
    }
    headers =
        headers
            .and(invite.headers().only("From"))
            .with("To", remote)
            .and(invite.headers().only("Call-ID"))
            .with("CSeq", number + " " + method);
    return new SipRequest(method, uri, headers, "");
  }
}
