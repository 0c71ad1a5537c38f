package org.vedette.codec.radius;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.Test;

/** Decoding never throws and never hangs, whatever arrives. */
public class FuzzTest {
  private static final SharedSecret SECRET = SharedSecret.of("a secret of some length");
  private static final Dictionary DICTIONARY = Dictionary.shipped();
  private static final HiddenAttributes HIDDEN = new HiddenAttributes(DICTIONARY);
  private static final int ROUNDS = 300_000;

  @Test(timeout = 60_000)
  public void survivesMutations() {
    Random random = new Random(20261121);
    byte[] seed = seed();
    int valid = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] mutated = mutate(seed, random);
      valid += Packet.decode(mutated).match(it -> readAll(it.packet(), random), it -> 0);
    }
    assertThat(valid).isBetween(ROUNDS / 100, ROUNDS - 1);
  }

  @Test(timeout = 60_000)
  public void survivesNoise() {
    Random random = new Random(4096);
    int valid = 0;
    for (int round = 0; round < 100_000; round++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      if (noise.length > 4 && random.nextBoolean()) {
        noise[0] = 1;
        noise[2] = 0;
        noise[3] = (byte) noise.length;
      }
      valid += Packet.decode(noise).match(it -> readAll(it.packet(), random), it -> 0);
    }
    assertThat(valid).isPositive();
  }

  private static int readAll(Packet packet, Random random) {
    byte[] authenticator = packet.authenticator();
    MessageAuthenticator.ofRequest(packet, SECRET);
    MessageAuthenticator.ofReply(packet, authenticator, SECRET);
    Authenticators.provesRequest(packet, SECRET);
    for (Attribute each : packet.attributes()) {
      DICTIONARY
          .numbered(Dictionary.NO_VENDOR, each.type())
          .ifPresent(entry -> DICTIONARY.text(entry, each.value()));
      Texts.read(each.value(), ISO_8859_1);
      Tagged.text(each.value());
      if (random.nextInt(16) == 0) {
        for (ValueType type : ValueType.values()) {
          type.text(each.value());
        }
        UserPassword.reveal(each.value(), SECRET, authenticator, UTF_8);
      }
      HIDDEN.reveal(each, SECRET, authenticator);
      HIDDEN.hide(each, () -> 1, SECRET, authenticator);
    }
    assertThat(Attributes.read(Attributes.write(packet.attributes())))
        .isEqualTo(packet.attributes());
    ChapPassword.of(packet);
    MsChap2Response.of(packet);
    VendorAttribute.all(packet, vendor -> new VendorFormat(2, 1));
    VendorAttribute.all(packet, DICTIONARY::format);
    ExtendedAttribute.all(packet);
    packet.joined(AttributeTypes.EAP_MESSAGE);
    return 1;
  }

  private static byte[] mutate(byte[] seed, Random random) {
    byte[] mutated = seed.clone();
    int changes = 1 + random.nextInt(4);
    for (int change = 0; change < changes; change++) {
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
    }
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(mutated, random.nextInt(mutated.length + 1));
      case 1 -> Arrays.copyOf(mutated, mutated.length + random.nextInt(16));
      default -> mutated;
    };
  }

  private static byte[] seed() {
    byte[] authenticator = new byte[16];
    PacketWriter writer = new PacketWriter(Code.ACCESS_REQUEST, 9).messageAuthenticator();
    writer.add(Attribute.text(AttributeTypes.USER_NAME, "alice"));
    writer.add(
        AttributeTypes.USER_PASSWORD,
        UserPassword.hide("secret".getBytes(UTF_8), SECRET, authenticator));
    writer.add(AttributeTypes.NAS_IP_ADDRESS, new byte[] {10, 0, 0, 1});
    writer.add(new VendorAttribute(9, 1, new byte[] {'a', '=', 'b'}).pack(VendorFormat.STANDARD));
    writer.add(AttributeTypes.CHAP_PASSWORD, new byte[17]);
    writer.add(Microsoft.attribute(Microsoft.MS_CHAP_CHALLENGE, new byte[16]));
    writer.add(new MsChap2Response(1, new byte[16], new byte[16], new byte[24]).pack());
    writer.add(
        Microsoft.attribute(
            Microsoft.MS_MPPE_SEND_KEY, Salted.hide(new byte[16], 5, SECRET, authenticator)));
    writer.add(69, new byte[] {1, (byte) 0x80, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    writer.add(97, new byte[] {0, 32, 32, 1, 13, (byte) 184});
    writer.add(245, new byte[] {1, (byte) 0x80, 1, 2, 3});
    writer.add(245, new byte[] {1, 0, 4});
    writer.add(AttributeTypes.EAP_MESSAGE, new byte[] {2, 1, 0, 5, 1});
    writer.add(AttributeTypes.PROXY_STATE, new byte[] {1});
    return writer.request(authenticator, SECRET);
  }
}
