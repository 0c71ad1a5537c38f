package org.vedette.directory;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Enumerated;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import java.util.ArrayList;
import java.util.List;
import org.vedette.listener.ldap.BrokenException;

/** The few messages of a line, as octets (RFC 4511, section 4 and 5.1). */
final class BindMessages {
  private static final int TLS_ID = 1;

  private static final int VERSION = 3;
  private static final byte BIND_REQUEST = 0x60;
  private static final byte BIND_RESPONSE = 0x61;
  private static final byte EXTENDED_REQUEST = 0x77;
  private static final byte EXTENDED_RESPONSE = 0x78;

  /** Context tag 0: a simple password, the name of an extended request. */
  private static final byte FIRST = (byte) 0x80;

  private static final byte CONTROLS = (byte) 0xA0;
  private static final byte REFERRAL = (byte) 0xA3;

  private BindMessages() {}

  /**
   * A simple bind (section 4.2).
   *
   * @param id number of the message, above 1
   */
  static byte[] bind(int id, String dn, byte[] password, Control... controls) {
    return message(
        id,
        new ASN1Sequence(
            BIND_REQUEST,
            new ASN1Integer(VERSION),
            new ASN1OctetString(dn),
            new ASN1OctetString(FIRST, password)),
        controls);
  }

  /** The wish to begin TLS (section 4.14.1). */
  static byte[] startTls() {
    return message(
        TLS_ID,
        new ASN1Sequence(
            EXTENDED_REQUEST,
            new ASN1OctetString(FIRST, StartTLSExtendedRequest.STARTTLS_REQUEST_OID)));
  }

  private static byte[] message(int id, ASN1Element operation, Control... controls) {
    List<ASN1Element> parts = new ArrayList<>(List.of(new ASN1Integer(id), operation));
    if (controls.length > 0) {
      List<ASN1Element> encoded = new ArrayList<>();
      for (Control each : controls) {
        encoded.add(each.encode());
      }
      parts.add(new ASN1Sequence(CONTROLS, encoded));
    }
    return new ASN1Sequence(parts).encode();
  }

  /**
   * Reads the answer to the bind that is under way (section 4.2.2).
   *
   * @param id number of its message
   * @throws BrokenException when it is anything else: a notice of disconnection (section 4.4.1) too
   */
  static BindResult bindAnswer(int id, byte[] message) throws BrokenException {
    return answer(message, id, BIND_RESPONSE);
  }

  /** Reads the answer to the wish to begin TLS, which must be yes (section 4.14.2). */
  static void startTlsAnswer(byte[] message) throws BrokenException {
    ResultCode code = answer(message, TLS_ID, EXTENDED_RESPONSE).getResultCode();
    if (!code.equals(ResultCode.SUCCESS)) {
      throw new BrokenException("the server refuses StartTLS: " + code);
    }
  }

  /** Reads an LDAPResult (section 4.1.9); of what comes behind it only the referral is of use. */
  private static BindResult answer(byte[] message, int id, byte operation) throws BrokenException {
    try {
      ASN1Element[] parts = ASN1Sequence.decodeAsSequence(message).elements();
      if (parts.length < 2
          || parts[0].decodeAsInteger().intValue() != id
          || parts[1].getType() != operation) {
        throw new BrokenException("what came is not the answer that was waited for");
      }
      ASN1Element[] result = parts[1].decodeAsSequence().elements();
      if (result.length < 3) {
        throw new BrokenException("an answer lacks its result");
      }
      String[] referrals = {};
      if (result.length > 3 && result[3].getType() == REFERRAL) {
        ASN1Element[] urls = result[3].decodeAsSequence().elements();
        referrals = new String[urls.length];
        for (int index = 0; index < urls.length; index++) {
          referrals[index] = urls[index].decodeAsOctetString().stringValue();
        }
      }
      Control[] controls =
          parts.length > 2 && parts[2].getType() == CONTROLS
              ? Control.decodeControls(parts[2].decodeAsSequence())
              : new Control[0];
      return new BindResult(
          id,
          ResultCode.valueOf(ASN1Enumerated.decodeAsEnumerated(result[0]).intValue()),
          result[2].decodeAsOctetString().stringValue(),
          result[1].decodeAsOctetString().stringValue(),
          referrals,
          controls);
    } catch (ASN1Exception | LDAPException malformed) {
      throw new BrokenException("what came is not LDAP: " + malformed.getMessage());
    }
  }
}
