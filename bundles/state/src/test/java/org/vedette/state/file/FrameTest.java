package org.vedette.state.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public class FrameTest {
  private static final Frame FRAME =
      new Frame(7, Instant.ofEpochMilli(5), List.of(new byte[] {1, 2, 3}, new byte[0]));

  @Test
  public void aFrameIsFoundAmongRubbishOnlyUnderItsSalt() {
    byte[] frame = FRAME.encode(99).array();
    byte[] rest = ByteBuffer.allocate(frame.length + 20).put(new byte[13]).put(frame).array();
    assertThat(Frame.find(99, rest)).contains(13);
    assertThat(Frame.find(98, rest)).isEmpty();
  }

  @Test
  public void rubbishHoldsNoFrame() {
    Random random = new Random(3);
    for (int round = 0; round < 500; round++) {
      byte[] rest = new byte[random.nextInt(300)];
      random.nextBytes(rest);
      if (rest.length > 40) {
        ByteBuffer.wrap(rest).putInt(20, Frame.MAGIC).putInt(24, random.nextInt(200));
      }
      assertThat(Frame.find(1, rest)).isEmpty();
    }
  }

  @Test
  public void aHeaderIsReadBackAndEveryChangedBitIsSeen() {
    SegmentHeader header =
        new SegmentHeader(3, "0f8fad5b-d9cb-469f-a165-70867728950e", 2, 17, 123456789L);
    byte[] bytes = header.encode().array();
    assertThat(SegmentHeader.decode(bytes)).contains(header);
    assertThat(SegmentHeader.names(header.fileName())).isTrue();
    assertThat(SegmentHeader.names("snapshot")).isFalse();
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] bad = bytes.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(SegmentHeader.decode(bad)).as("bit %d", bit).isEmpty();
    }
    assertThat(SegmentHeader.decode(new byte[10])).isEmpty();
  }
}
