package org.vedette.radsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** RFC 6613 section 2.6: packets in a stream. */
public class FramingTest {
  private final Random random = new Random(7);
  private final List<byte[]> found = new ArrayList<>();
  private final Framing framing = new Framing();

  private byte[] packet(int length) {
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    octets[2] = (byte) (length >>> 8);
    octets[3] = (byte) length;
    return octets;
  }

  private static byte[] joined(List<byte[]> packets) {
    ByteBuffer all = ByteBuffer.allocate(packets.stream().mapToInt(each -> each.length).sum());
    packets.forEach(all::put);
    return all.array();
  }

  @Test
  public void splitAtEveryOctet() throws Exception {
    List<byte[]> packets = List.of(packet(20), packet(4096), packet(21), packet(77));
    byte[] stream = joined(packets);
    for (int at = 0; at <= stream.length; at++) {
      found.clear();
      framing.take(ByteBuffer.wrap(stream, 0, at), found::add);
      framing.take(ByteBuffer.wrap(stream, at, stream.length - at), found::add);
      assertThat(found).as("split at %d", at).hasSize(4);
      assertThat(joined(found)).isEqualTo(stream);
      assertThat(framing.begun()).isFalse();
    }
  }

  @Test
  public void octetByOctet() throws Exception {
    byte[] packet = packet(40);
    for (int at = 0; at < packet.length; at++) {
      assertThat(framing.begun()).isEqualTo(at > 0);
      framing.take(ByteBuffer.wrap(packet, at, 1), found::add);
    }
    assertThat(found).containsExactly(packet);
  }

  @Test
  public void everyLengthIsTakenOrRefusedAtOnce() throws Exception {
    for (int length = 0; length <= 0xFFFF; length++) {
      byte[] start = {1, 1, (byte) (length >>> 8), (byte) length};
      Framing fresh = new Framing();
      if (length >= 20 && length <= 4096) {
        fresh.take(ByteBuffer.wrap(start), found::add);
        assertThat(fresh.begun()).isTrue();
      } else {
        assertThatThrownBy(() -> fresh.take(ByteBuffer.wrap(start), found::add))
            .isInstanceOf(Framing.BrokenException.class);
      }
    }
    assertThat(found).isEmpty();
  }

  /** Whatever comes in whatever parts: packets of allowed length, or the end. */
  @Test
  public void garbage() {
    int broken = 0;
    for (int round = 0; round < 20_000; round++) {
      Framing fresh = new Framing();
      byte[] octets = new byte[random.nextInt(300)];
      random.nextBytes(octets);
      if (octets.length > 4 && random.nextBoolean()) {
        octets[2] = 0;
      }
      try {
        for (int at = 0; at < octets.length; ) {
          int part = Math.min(octets.length - at, 1 + random.nextInt(50));
          fresh.take(
              ByteBuffer.wrap(octets, at, part),
              packet -> assertThat(packet.length).isBetween(20, 4096));
          at += part;
        }
      } catch (Framing.BrokenException end) {
        broken++;
      }
    }
    assertThat(broken).isBetween(1000, 19_000);
  }
}
