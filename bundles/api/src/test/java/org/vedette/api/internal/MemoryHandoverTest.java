package org.vedette.api.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Test;

public class MemoryHandoverTest {
  private final MemoryHandover handover = new MemoryHandover();

  @After
  public void close() {
    handover.close();
  }

  @Test
  public void itemIsTakenOnce() {
    handover.leave("image", new byte[] {1}, Duration.ofSeconds(30));

    assertThat(handover.take("image")).contains(new byte[] {1});
    assertThat(handover.take("image")).isEmpty();
  }

  @Test
  public void whatNobodyTakesIsClosed() throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    handover.leave("socket", List.of(channel), Duration.ofMillis(1));

    await().until(() -> !channel.isOpen());
    assertThat(handover.take("socket")).isEmpty();
  }

  @Test
  public void replacedItemIsClosed() throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    handover.leave("socket", channel, Duration.ofSeconds(30));
    handover.leave("socket", new byte[0], Duration.ofSeconds(30));

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  public void typesOfABundleAreRefused() {
    assertThatThrownBy(() -> handover.leave("k", this, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> handover.leave("k", Map.of("inner", List.of(this)), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> handover.leave("k", "text", Duration.ofHours(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  public void itIsBounded() {
    for (int i = 0; i < 256; i++) {
      handover.leave("k" + i, new byte[1], Duration.ofSeconds(30));
    }
    assertThatThrownBy(() -> handover.leave("more", new byte[1], Duration.ofSeconds(30)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
