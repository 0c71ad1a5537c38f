package org.vedette.codec.radius;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.Test;

public class PacketTextTest {
  private static final SharedSecret SECRET = SharedSecret.of("a secret of some length");
  private static final byte[] MARK = "marked-and-secret".getBytes(UTF_8);
  private final PacketText text = new PacketText(Dictionary.shipped());

  @Test
  public void namesAndValuesAreShown() {
    PacketWriter writer = new PacketWriter(Code.ACCESS_REQUEST, 1).messageAuthenticator();
    writer.add(Attribute.text(AttributeTypes.USER_NAME, "al\u001b[31mice"));
    writer.add(Attribute.integer(AttributeTypes.SERVICE_TYPE, 2));
    writer.add(Dictionary.shipped().encode("Cisco-AVPair", "a=b").orElseThrow());
    writer.add(new Attribute(AttributeTypes.CLASS, new byte[] {1, 2, 3}));
    Packet packet = PacketTest.valid(writer.request(new byte[16], SECRET));

    assertThat(text.lines(packet))
        .containsExactly(
            new PacketText.Line("Message-Authenticator", PacketText.BLANKED),
            new PacketText.Line("User-Name", "al?[31mice"),
            new PacketText.Line("Service-Type", "Framed-User"),
            new PacketText.Line("Cisco-AVPair", "a=b"),
            new PacketText.Line("Class", "3 octets"));
  }

  @Test
  public void secretsAndProofsAreNotShown() {
    PacketWriter writer = new PacketWriter(Code.ACCESS_ACCEPT, 1);
    for (int type : List.of(2, 3, 24, 60, 69, 79)) {
      writer.add(new Attribute(type, MARK));
    }
    for (int type : List.of(1, 2, 11, 16, 17, 25, 26)) {
      writer.add(Microsoft.attribute(type, MARK));
    }
    writer.add(new VendorAttribute(99_999, 1, MARK).pack(VendorFormat.STANDARD));
    Packet packet = PacketTest.valid(writer.reply(new byte[16], SECRET));

    assertThat(text.lines(packet)).hasSize(14);
    assertThat(text.lines(packet).toString()).doesNotContain("marked", "6d61726b");
  }

  @Test
  public void anyPacketCanBeShown() {
    Random random = new Random(7);
    for (int round = 0; round < 5_000; round++) {
      PacketWriter writer = new PacketWriter(Code.ACCESS_REQUEST, 1);
      for (int count = 0; count < 5; count++) {
        byte[] value = new byte[random.nextInt(40)];
        random.nextBytes(value);
        writer.add(new Attribute(random.nextBoolean() ? 26 : 1 + random.nextInt(255), value));
      }
      Packet packet = PacketTest.valid(writer.request(new byte[16], SECRET));
      assertThat(text.lines(packet)).isNotEmpty();
    }
  }
}
