package org.vedette.ldap;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Enumerated;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ErrorType;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ResponseControl;
import java.util.Optional;

/** Writes the answers that are given here (RFC 4511 section 4.1.9), and requests of our own. */
final class Replies {
  static final int SUCCESS = 0;
  static final int OPERATIONS_ERROR = 1;
  static final int PROTOCOL_ERROR = 2;
  static final int AUTH_METHOD_NOT_SUPPORTED = 7;
  static final int CONFIDENTIALITY_REQUIRED = 13;
  static final int INAPPROPRIATE_AUTHENTICATION = 48;
  static final int INVALID_CREDENTIALS = 49;
  static final int INSUFFICIENT_ACCESS = 50;
  static final int BUSY = 51;
  static final int UNAVAILABLE = 52;
  static final int UNWILLING = 53;
  static final int OTHER = 80;
  static final String START_TLS = "1.3.6.1.4.1.1466.20037";

  /** Notice of Disconnection (RFC 4511 section 4.4.1). */
  private static final String DISCONNECTION = "1.3.6.1.4.1.1466.20036";

  private static final byte RESPONSE_NAME = (byte) 0x8A;
  private static final byte CONTROLS = (byte) 0xA0;
  private static final byte RESPONSE_VALUE = (byte) 0x8B;
  private static final byte REQUEST_NAME = (byte) 0x80;
  private static final byte SIMPLE = (byte) 0x80;
  private static final int VERSION = 3;

  private Replies() {}

  /** Ends an operation. */
  static byte[] result(int id, Op op, int code, String text) {
    return message(id, new ASN1Sequence(op.response(), fields(code, text)), new byte[0]);
  }

  /** Answers StartTLS (RFC 4511 section 4.14.2). */
  static byte[] startTls(int id, int code, String text) {
    return extended(id, code, text, new ASN1OctetString(RESPONSE_NAME, START_TLS));
  }

  /** Tells the client that its connection ends. */
  static byte[] notice(int code, String text) {
    return extended(0, code, text, new ASN1OctetString(RESPONSE_NAME, DISCONNECTION));
  }

  /** Asks a directory for StartTLS (RFC 4511 section 4.14.1). */
  static byte[] askForTls(int id) {
    return message(
        id,
        new ASN1Sequence(Op.EXTENDED.request(), new ASN1OctetString(REQUEST_NAME, START_TLS)),
        new byte[0]);
  }

  /** Asks a directory for a bind (RFC 4511 section 4.2), with the controls of the client's. */
  static byte[] bind(int id, String name, byte[] password, byte[] controls) {
    return message(
        id,
        new ASN1Sequence(
            Op.BIND.request(),
            new ASN1Integer(VERSION),
            new ASN1OctetString(name),
            new ASN1OctetString(SIMPLE, password)),
        controls);
  }

  /** Says goodbye to a directory (RFC 4511 section 4.3). */
  static byte[] unbind() {
    return message(Integer.MAX_VALUE, new ASN1Element(Op.UNBIND.request()), new byte[0]);
  }

  /** Writes a message with controls that are encoded already. */
  static byte[] message(int id, ASN1Element operation, byte[] controls) {
    byte[] number = new ASN1Integer(id).encode();
    byte[] body = operation.encode();
    byte[] content = new byte[number.length + body.length + controls.length];
    System.arraycopy(number, 0, content, 0, number.length);
    System.arraycopy(body, 0, content, number.length, body.length);
    System.arraycopy(controls, 0, content, number.length + body.length, controls.length);
    return new ASN1Element((byte) 0x30, content).encode();
  }

  /**
   * Refuses a bind whose password was right and is too old: in the directory's words, else with the
   * code of Active Directory that programs look for (773, MS-ADTS section 3.1.1.3.1.5.1), and for
   * whoever asked for it in the words of draft-behera-ldap-password-policy-10 section 6.2.
   */
  static byte[] expired(int id, Optional<String> text, boolean asked) {
    byte[] controls =
        asked
            ? new ASN1Sequence(
                    CONTROLS,
                    new DraftBeheraLDAPPasswordPolicy10ResponseControl(
                            null, -1, DraftBeheraLDAPPasswordPolicy10ErrorType.PASSWORD_EXPIRED)
                        .encode())
                .encode()
            : new byte[0];
    return message(
        id,
        new ASN1Sequence(
            Op.BIND.response(),
            fields(
                INVALID_CREDENTIALS,
                text.orElse(
                    "Sign-in failed: the password has expired or must be changed, data 773."))),
        controls);
  }

  /** Tells who has bound (RFC 4532 section 2.2). */
  static byte[] whoAmI(int id, String identity) {
    return extended(id, SUCCESS, "", new ASN1OctetString(RESPONSE_VALUE, identity));
  }

  private static byte[] extended(int id, int code, String text, ASN1Element more) {
    ASN1Element[] fields = fields(code, text);
    return message(
        id,
        new ASN1Sequence(Op.EXTENDED.response(), fields[0], fields[1], fields[2], more),
        new byte[0]);
  }

  private static ASN1Element[] fields(int code, String text) {
    return new ASN1Element[] {
      new ASN1Enumerated(code), new ASN1OctetString(""), new ASN1OctetString(text)
    };
  }
}
