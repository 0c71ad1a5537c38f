package org.vedette.primary.radius;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Relay;
import org.vedette.api.primary.LoopMark;
import org.vedette.api.primary.PrimaryRequest;
import org.vedette.api.secret.SecretVault;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Attributes;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.UserPassword;

/** Writes what another server is asked: the credential, and all that the client said beside it. */
final class RequestWriter {
  static final String PROTOCOL = "radius";

  private final SecretVault vault;
  private final String nasIdentifier;

  RequestWriter(SecretVault vault, String nasIdentifier) {
    this.vault = vault;
    this.nasIdentifier = nasIdentifier;
  }

  /**
   * Writes a request; empty when it cannot be put: a password too long, or a proof that did not
   * come over RADIUS.
   *
   * @param state State of the challenge that is answered; no octets for none
   */
  Optional<RadiusRequest> write(PrimaryRequest request, byte[] state) {
    List<Attribute> passed =
        request
            .relay()
            .filter(relay -> relay.protocol().equals(PROTOCOL))
            .map(Relay::content)
            .map(Attributes::read)
            .orElse(List.of());
    return request
        .credential()
        .match(
            typed -> text(typed.text().bytes()),
            chap -> proof(passed, AttributeTypes.CHAP_PASSWORD, challenge(chap, passed)),
            msChap2 -> proof(passed, AttributeTypes.VENDOR_SPECIFIC, List.of()),
            opaque -> opaque(opaque, passed))
        .map(own -> join(request, own, passed, state));
  }

  private RadiusRequest join(
      PrimaryRequest request, Shown shown, List<Attribute> passed, byte[] state) {
    List<Attribute> all = new ArrayList<>();
    all.add(Attribute.text(AttributeTypes.USER_NAME, request.username()));
    all.addAll(shown.more());
    all.addAll(passed);
    if (passed.stream().noneMatch(RequestWriter::namesNas)) {
      all.add(Attribute.text(AttributeTypes.NAS_IDENTIFIER, nasIdentifier));
    }
    if (state.length > 0) {
      all.add(new Attribute(AttributeTypes.STATE, state));
    }
    all.add(new Attribute(AttributeTypes.PROXY_STATE, LoopMark.make(vault)));
    return new RadiusRequest(Code.ACCESS_REQUEST, shown.password(), all, true);
  }

  /**
   * A credential as attributes.
   *
   * @param password to be hidden
   * @param more others
   */
  private record Shown(Optional<byte[]> password, List<Attribute> more) {}

  private static Optional<Shown> text(byte[] password) {
    return password.length > UserPassword.MAX_LENGTH
        ? Optional.empty()
        : Optional.of(new Shown(Optional.of(password), List.of()));
  }

  /**
   * EAP, or nothing at all: the client has let the person sign in itself, and the rules of the
   * other server decide. RFC 2865 section 4.1 wants a password there; who asks so does not have it.
   */
  private static Optional<Shown> opaque(Credential.Opaque shown, List<Attribute> passed) {
    return shown.content().length == 0
        ? Optional.of(new Shown(Optional.empty(), List.of()))
        : proof(passed, AttributeTypes.EAP_MESSAGE, List.of());
  }

  /** A proof passes with what the client said; without that it cannot be asked. */
  private static Optional<Shown> proof(List<Attribute> passed, int type, List<Attribute> more) {
    return passed.stream().anyMatch(each -> each.type() == type)
        ? Optional.of(new Shown(Optional.empty(), more))
        : Optional.empty();
  }

  /**
   * RFC 2865 section 2.2: without CHAP-Challenge it was the authenticator, which is another now.
   */
  private static List<Attribute> challenge(Credential.Chap chap, List<Attribute> passed) {
    return passed.stream().anyMatch(each -> each.type() == AttributeTypes.CHAP_CHALLENGE)
        ? List.of()
        : List.of(new Attribute(AttributeTypes.CHAP_CHALLENGE, chap.challenge()));
  }

  /** RFC 2865 section 4.1: a request names a NAS. */
  private static boolean namesNas(Attribute each) {
    return each.type() == AttributeTypes.NAS_IP_ADDRESS
        || each.type() == AttributeTypes.NAS_IPV6_ADDRESS
        || each.type() == AttributeTypes.NAS_IDENTIFIER;
  }
}
