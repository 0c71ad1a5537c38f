package org.vedette.itests.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.mschap.MsChap2;
import org.vedette.codec.mschap.NtHash;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Microsoft;
import org.vedette.codec.radius.MsChap2Response;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.VendorAttribute;

/** A sign-in by MS-CHAPv2 as the server of a tunnel sends it, always with the same challenges. */
public final class MsChapLogin {
  private static final byte[] CHALLENGE = "0123456789abcdef".getBytes(UTF_8);
  private static final byte[] PEER = "fedcba9876543210".getBytes(UTF_8);

  private MsChapLogin() {}

  /** The request (RFC 2548 section 2.3). */
  public static RadiusRequest request(String user, String password) throws Exception {
    return RadiusRequest.of(Code.ACCESS_REQUEST)
        .messageAuthenticator(true)
        .with(Attribute.text(AttributeTypes.USER_NAME, user))
        .with(Microsoft.attribute(Microsoft.MS_CHAP_CHALLENGE, CHALLENGE))
        .with(new MsChap2Response(9, CHALLENGE, PEER, response(user, password)).pack());
  }

  /** What the server has to prove its own knowledge of the password by (RFC 2759 section 5). */
  public static String proof(String user, String password) throws Exception {
    MsChap2 exchange = new MsChap2(CHALLENGE, PEER, user.getBytes(UTF_8), response(user, password));
    byte[] hash = NtHash.of(password.getBytes(UTF_8));
    return exchange.proof(NtHash.again(hash)).text();
  }

  /** An attribute of Microsoft's in a reply. */
  public static Optional<byte[]> attribute(Packet reply, int type) {
    return VendorAttribute.all(reply).stream()
        .filter(each -> each.vendor() == Microsoft.VENDOR && each.type() == type)
        .map(VendorAttribute::value)
        .findFirst();
  }

  private static byte[] response(String user, String password) throws Exception {
    return MsChap2.answer(
        CHALLENGE, PEER, user.getBytes(UTF_8), NtHash.of(password.getBytes(UTF_8)));
  }
}
