package org.vedette.gateway.sip.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;

public class RtpTest {
  private final KeyListener listener = new KeyListener();

  private static Rtp event(int event, int end, long timestamp) {
    ByteBuffer packet = ByteBuffer.allocate(16);
    Rtp.header(packet, 101, false, 1, timestamp, 0xFFFFFFFFL);
    packet.put((byte) event).put((byte) end).putShort((short) 160);
    return Rtp.parse(packet.flip()).orElseThrow();
  }

  @Test
  public void readsWhatItWrites() {
    Rtp packet = event(11, 0x8A, 0xFFFFFFF0L);

    assertThat(packet.payloadType()).isEqualTo(101);
    assertThat(packet.timestamp()).isEqualTo(0xFFFFFFF0L);
    assertThat(packet.source()).isEqualTo(0xFFFFFFFFL);
    assertThat(packet.payload().remaining()).isEqualTo(4);
  }

  @Test
  public void skipsSourcesExtensionAndPadding() {
    ByteBuffer packet = ByteBuffer.allocate(12 + 4 + 8 + 5 + 3);
    packet.put((byte) (0x80 | 0x20 | 0x10 | 1)).put((byte) 0).position(16);
    packet.putShort((short) 0xBEDE).putShort((short) 1).putInt(7);
    packet.put(new byte[] {1, 2, 3, 4, 5, 0, 0, 3});

    ByteBuffer payload = Rtp.parse(packet.flip()).orElseThrow().payload();

    assertThat(payload.remaining()).isEqualTo(5);
    assertThat(payload.get(0)).isEqualTo((byte) 1);
  }

  @Test
  public void aKeyIsToldOnceWhicheverOfItsPacketsArrives() {
    assertThat(listener.received(event(5, 10, 1000))).contains('5');
    assertThat(listener.received(event(5, 10, 1000))).isEmpty();
    assertThat(listener.received(event(5, 0x8A, 1000))).isEmpty();
    assertThat(listener.received(event(5, 0x8A, 3000))).as("only the end").contains('5');
    assertThat(listener.received(event(11, 10, 5000))).contains('#');
    assertThat(listener.received(event(5, 0x8A, 3000))).as("late").isEmpty();
    assertThat(listener.received(event(10, 10, 6000))).contains('*');
    assertThat(listener.received(event(12, 10, 7000))).as("A").isEmpty();
    assertThat(listener.received(event(66, 10, 8000))).isEmpty();
  }

  @Test
  public void whatIsPressedIsHeard() {
    KeySender sender = new KeySender("1,9#");
    StringBuilder heard = new StringBuilder();
    int ticks = 0;
    long began = 0;
    int ends = 0;
    for (; !sender.done(); ticks++) {
      KeySender.Event event = sender.next(160);
      if (event != null) {
        began = event.first() ? 160L * ticks : began;
        ends += event.end() ? 1 : 0;
        ByteBuffer packet = ByteBuffer.allocate(16);
        Rtp.header(packet, 101, event.first(), ticks, began, 1);
        event.write(packet);
        Rtp.parse(packet.flip()).flatMap(listener::received).ifPresent(heard::append);
        assertThat(event.samples()).isBetween(160, 1280);
      }
    }
    assertThat(heard).hasToString("19#");
    assertThat(ends).as("each end three times").isEqualTo(9);
    assertThat(ticks).as("a second of pause, 320 ms for each key").isEqualTo(50 + 3 * 16);
  }

  @Test
  public void nothingThatComesDoesHarm() {
    Random random = new Random(1);
    int read = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] octets = new byte[random.nextInt(40)];
      random.nextBytes(octets);
      if (octets.length > 0 && random.nextBoolean()) {
        octets[0] = (byte) (0x80 | octets[0] & 0x3F);
      }
      Optional<Rtp> packet = Rtp.parse(ByteBuffer.wrap(octets));
      packet.ifPresent(listener::received);
      read += packet.isPresent() ? 1 : 0;
    }
    assertThat(read).isBetween(1_000, 99_000);
  }
}
