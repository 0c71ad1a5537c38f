package org.vedette.ldap;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1Integer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.vedette.api.secret.Secret;
import org.vedette.listener.ldap.BrokenException;

/**
 * A request to bind (RFC 4511 section 4.2).
 *
 * @param version of the protocol
 * @param name who wants to bind, as typed; empty for nobody
 * @param password what proves it; empty when another way than simple is asked for
 */
record BindRequest(int version, String name, Optional<Secret> password) {
  private static final byte SIMPLE = (byte) 0x80;
  private static final int LONGEST_NAME = 1024;
  private static final int LONGEST_PASSWORD = 1024;

  /** Reads one; throws when it cannot be read. */
  static BindRequest read(Message message) throws BrokenException {
    try {
      ASN1Element[] parts = message.operation().decodeAsSequence().elements();
      if (parts.length != 3) {
        throw new BrokenException("a bind has three parts");
      }
      byte[] name = parts[1].getValue();
      byte[] shown = parts[2].getValue();
      if (name.length > LONGEST_NAME || shown.length > LONGEST_PASSWORD && isSimple(parts[2])) {
        throw new BrokenException("name or password of a bind is longer than 1024 octets");
      }
      Optional<Secret> password =
          isSimple(parts[2]) ? Optional.of(Secret.of(shown)) : Optional.empty();
      Arrays.fill(shown, (byte) 0);
      return new BindRequest(
          ASN1Integer.decodeAsInteger(parts[0]).intValue(), text(name), password);
    } catch (ASN1Exception | CharacterCodingException damaged) {
      throw new BrokenException("a bind cannot be read");
    }
  }

  private static boolean isSimple(ASN1Element authentication) {
    return authentication.getType() == SIMPLE;
  }

  private static String text(byte[] octets) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
  }
}
