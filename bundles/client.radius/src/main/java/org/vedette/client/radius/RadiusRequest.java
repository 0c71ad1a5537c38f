package org.vedette.client.radius;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.PacketWriter;
import org.vedette.codec.radius.SharedSecret;
import org.vedette.codec.radius.UserPassword;

/**
 * A request to send: immutable, without identifier and authenticator, so it can be sent often.
 *
 * @param code what it asks
 * @param password User-Password to hide, as the octets a person typed
 * @param attributes other attributes, in their order
 * @param messageAuthenticator whether a Message-Authenticator comes first
 */
public record RadiusRequest(
    Code code,
    Optional<byte[]> password,
    List<Attribute> attributes,
    boolean messageAuthenticator) {
  /** Copies the attributes. */
  public RadiusRequest {
    attributes = List.copyOf(attributes);
  }

  /** Begins a request without attributes. */
  public static RadiusRequest of(Code code) {
    return new RadiusRequest(code, Optional.empty(), List.of(), code == Code.STATUS_SERVER);
  }

  /** Makes an Access-Request with PAP (RFC 2865 section 2.2) and a Message-Authenticator. */
  public static RadiusRequest access(String username, String password) {
    return new RadiusRequest(
        Code.ACCESS_REQUEST,
        Optional.of(password.getBytes(StandardCharsets.UTF_8)),
        List.of(Attribute.text(AttributeTypes.USER_NAME, username)),
        true);
  }

  /** Makes an Accounting-Request with this Acct-Status-Type (RFC 2866 section 5.1). */
  public static RadiusRequest accounting(int status, String session) {
    return of(Code.ACCOUNTING_REQUEST)
        .with(Attribute.integer(AttributeTypes.ACCT_STATUS_TYPE, status))
        .with(Attribute.text(AttributeTypes.ACCT_SESSION_ID, session));
  }

  /** Makes a Status-Server request (RFC 5997). */
  public static RadiusRequest status() {
    return of(Code.STATUS_SERVER);
  }

  /** Adds an attribute at the end. */
  public RadiusRequest with(Attribute attribute) {
    List<Attribute> more = new ArrayList<>(attributes);
    more.add(attribute);
    return new RadiusRequest(code, password, more, messageAuthenticator);
  }

  /** Adds the State of a challenge, which makes the request its answer. */
  public RadiusRequest state(byte[] state) {
    return with(new Attribute(AttributeTypes.STATE, state));
  }

  /** Replaces the password by these octets, which need not be text. */
  public RadiusRequest password(byte[] octets) {
    return new RadiusRequest(code, Optional.of(octets), attributes, messageAuthenticator);
  }

  /** Adds or leaves out the Message-Authenticator. */
  public RadiusRequest messageAuthenticator(boolean present) {
    return new RadiusRequest(code, password, attributes, present);
  }

  /**
   * Writes the request.
   *
   * @param identifier 0 to 255
   * @param authenticator 16 random octets; not used where the code has a computed one
   */
  public byte[] bytes(int identifier, byte[] authenticator, SharedSecret secret) {
    PacketWriter writer = new PacketWriter(code, identifier);
    if (messageAuthenticator) {
      writer.messageAuthenticator();
    }
    attributes.forEach(writer::add);
    password.ifPresent(
        clear ->
            writer.add(
                AttributeTypes.USER_PASSWORD, UserPassword.hide(clear, secret, authenticator)));
    return switch (code) {
      case ACCOUNTING_REQUEST, DISCONNECT_REQUEST, COA_REQUEST -> writer.computedRequest(secret);
      default -> writer.request(authenticator, secret);
    };
  }
}
