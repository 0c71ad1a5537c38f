package org.vedette.codec.radius;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class PacketTest {
  private static final SharedSecret SECRET = SharedSecret.of("a secret of some length");
  private static final byte[] AUTHENTICATOR = "0123456789abcdef".getBytes(UTF_8);

  @Test
  public void messageAuthenticatorComesFirstAndProvesTheReply() {
    PacketWriter writer = new PacketWriter(Code.ACCESS_CHALLENGE, 7).messageAuthenticator();
    writer.add(AttributeTypes.STATE, new byte[16]);
    Packet reply = valid(writer.reply(AUTHENTICATOR, SECRET));

    assertThat(MessageAuthenticator.isFirst(reply)).isTrue();
    assertThat(MessageAuthenticator.ofReply(reply, AUTHENTICATOR, SECRET))
        .isEqualTo(MessageAuthenticator.Check.VALID);
    assertThat(Authenticators.provesReply(reply, AUTHENTICATOR, SECRET)).isTrue();
  }

  @Test
  public void oneChangedBitAnywhereIsNoticed() {
    PacketWriter writer = new PacketWriter(Code.ACCESS_REQUEST, 7).messageAuthenticator();
    writer.add(Attribute.text(AttributeTypes.USER_NAME, "alice"));
    byte[] sent = writer.request(AUTHENTICATOR, SECRET);
    for (int bit = 0; bit < 8 * sent.length; bit++) {
      byte[] altered = sent.clone();
      altered[bit / 8] ^= (byte) (1 << bit % 8);
      MessageAuthenticator.Check check =
          Packet.decode(altered)
              .match(
                  it -> MessageAuthenticator.ofRequest(it.packet(), SECRET),
                  it -> MessageAuthenticator.Check.WRONG);
      assertThat(check).as("bit %d", bit).isNotEqualTo(MessageAuthenticator.Check.VALID);
    }
  }

  @Test
  public void twoMessageAuthenticatorsAreWrong() {
    PacketWriter writer = new PacketWriter(Code.ACCESS_REQUEST, 1).messageAuthenticator();
    writer.add(AttributeTypes.MESSAGE_AUTHENTICATOR, new byte[16]);

    assertThat(MessageAuthenticator.ofRequest(valid(writer.request(AUTHENTICATOR, SECRET)), SECRET))
        .isEqualTo(MessageAuthenticator.Check.WRONG);
  }

  @Test
  public void accountingIsProvenByItsAuthenticator() {
    PacketWriter writer = new PacketWriter(Code.ACCOUNTING_REQUEST, 3).messageAuthenticator();
    writer.add(Attribute.integer(AttributeTypes.ACCT_STATUS_TYPE, 1));
    Packet request = valid(writer.computedRequest(SECRET));

    assertThat(Authenticators.provesRequest(request, SECRET)).isTrue();
    assertThat(Authenticators.provesRequest(request, SharedSecret.of("another"))).isFalse();
    assertThat(MessageAuthenticator.ofRequest(request, SECRET))
        .isEqualTo(MessageAuthenticator.Check.VALID);
  }

  @Test
  public void octetsBeyondTheLengthFieldArePadding() {
    byte[] plain = new PacketWriter(Code.ACCESS_REQUEST, 1).request(AUTHENTICATOR, SECRET);

    assertThat(valid(Arrays.copyOf(plain, 4096)).bytes()).isEqualTo(plain);
  }

  @Test
  public void refusesWhatIsNoPacket() {
    byte[] plain = new PacketWriter(Code.ACCESS_REQUEST, 1).request(AUTHENTICATOR, SECRET);
    assertThat(why(new byte[0])).isEqualTo("shorter than 20 octets");
    assertThat(why(Arrays.copyOf(plain, 19))).isEqualTo("shorter than 20 octets");
    assertThat(why(with(plain, 0, 99))).isEqualTo("unknown code");
    assertThat(why(with(plain, 3, 19))).isEqualTo("length field not 20 to 4096");
    assertThat(why(with(plain, 2, 0x10))).isEqualTo("length field not 20 to 4096");
    assertThat(why(with(plain, 3, 21))).isEqualTo("shorter than its length field says");
    assertThat(why(attributes(1))).isEqualTo("attribute of wrong length");
    assertThat(why(attributes(1, 0))).isEqualTo("attribute of wrong length");
    assertThat(why(attributes(1, 1))).isEqualTo("attribute of wrong length");
    assertThat(why(attributes(1, 3))).isEqualTo("attribute of wrong length");
    assertThat(valid(attributes(1, 2)).first(1)).hasValue(new byte[0]);
  }

  @Test
  public void limitsTheNumberOfAttributes() {
    int[] many = new int[2 * 255];
    for (int index = 0; index < many.length; index += 2) {
      many[index] = 33;
      many[index + 1] = 2;
    }
    assertThat(valid(attributes(many)).size()).isEqualTo(255);
    int[] more = Arrays.copyOf(many, many.length + 2);
    more[510] = 33;
    more[511] = 2;
    assertThat(why(attributes(more))).isEqualTo("more than 255 attributes");
  }

  @Test
  public void writerStopsAtTheLimitOfAPacket() {
    PacketWriter writer = new PacketWriter(Code.ACCESS_ACCEPT, 1);
    int added = 0;
    while (writer.add(AttributeTypes.REPLY_MESSAGE, new byte[253])) {
      added++;
    }

    assertThat(added).isEqualTo(15);
    assertThat(writer.add(AttributeTypes.REPLY_MESSAGE, new byte[writer.room() - 2])).isTrue();
    assertThat(writer.reply(AUTHENTICATOR, SECRET)).hasSize(Packet.MAX_LENGTH);
    assertThat(writer.add(25, new byte[254])).isFalse();
  }

  @Test
  public void splitsTextBetweenCharacters() {
    String text = "x" + "ü".repeat(300);
    PacketWriter writer = new PacketWriter(Code.ACCESS_CHALLENGE, 1);
    assertThat(writer.addText(AttributeTypes.REPLY_MESSAGE, text.getBytes(UTF_8))).isTrue();
    Packet reply = valid(writer.reply(AUTHENTICATOR, SECRET));

    List<byte[]> parts = reply.all(AttributeTypes.REPLY_MESSAGE);
    assertThat(parts).hasSize(3).allMatch(part -> part.length <= 253);
    StringBuilder joined = new StringBuilder();
    parts.forEach(part -> joined.append(Texts.read(part).orElseThrow()));
    assertThat(joined).hasToString(text);
  }

  @Test
  public void copiesProxyStatesInOrder() {
    PacketWriter request = new PacketWriter(Code.ACCESS_REQUEST, 1);
    for (String each : List.of("one", "two", "three")) {
      request.add(Attribute.text(AttributeTypes.PROXY_STATE, each));
      request.add(Attribute.text(AttributeTypes.CLASS, "between"));
    }
    PacketWriter reply = new PacketWriter(Code.ACCESS_REJECT, 1);
    reply.copyAll(valid(request.request(AUTHENTICATOR, SECRET)), AttributeTypes.PROXY_STATE);

    assertThat(valid(reply.reply(AUTHENTICATOR, SECRET)).attributes())
        .extracting(Attribute::asText)
        .containsExactly("one", "two", "three");
  }

  @Test
  public void joinsFragments() {
    PacketWriter writer = new PacketWriter(Code.ACCESS_REQUEST, 1);
    writer.add(AttributeTypes.EAP_MESSAGE, new byte[253]);
    writer.add(AttributeTypes.EAP_MESSAGE, new byte[5]);
    Packet packet = valid(writer.request(AUTHENTICATOR, SECRET));

    assertThat(packet.joined(AttributeTypes.EAP_MESSAGE).orElseThrow()).hasSize(258);
    assertThat(packet.joined(AttributeTypes.STATE)).isEmpty();
  }

  @Test
  public void printsNothingOfItsContent() {
    Attribute attribute = Attribute.text(2, "marked-secret");

    assertThat(attribute.toString() + SECRET).doesNotContain("marked").doesNotContain("length ");
    assertThatThrownBy(() -> new Attribute(1, new byte[254]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Attribute(256, new byte[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static Packet valid(byte[] bytes) {
    return Packet.decode(bytes)
        .match(
            Decoded.Valid::packet,
            malformed -> {
              throw new AssertionError(malformed.why());
            });
  }

  private static String why(byte[] bytes) {
    return Packet.decode(bytes)
        .match(valid -> Optional.<String>empty(), malformed -> Optional.of(malformed.why()))
        .orElse("valid");
  }

  private static byte[] with(byte[] bytes, int at, int octet) {
    byte[] copy = bytes.clone();
    copy[at] = (byte) octet;
    return copy;
  }

  private static byte[] attributes(int... octets) {
    byte[] bytes = new byte[20 + octets.length];
    bytes[0] = 1;
    bytes[2] = (byte) (bytes.length >> 8);
    bytes[3] = (byte) bytes.length;
    for (int index = 0; index < octets.length; index++) {
      bytes[20 + index] = (byte) octets[index];
    }
    return bytes;
  }
}
