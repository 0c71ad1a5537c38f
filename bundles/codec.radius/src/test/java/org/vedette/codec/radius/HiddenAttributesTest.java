package org.vedette.codec.radius;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

public class HiddenAttributesTest {
  private static final SharedSecret NEAR = SharedSecret.of("a secret of some length");
  private static final SharedSecret FAR = SharedSecret.of("another secret of some length");
  private static final byte[] ASKED_NEAR = "0123456789abcdef".getBytes(UTF_8);
  private static final byte[] ASKED_FAR = "fedcba9876543210".getBytes(UTF_8);

  private final HiddenAttributes hidden = new HiddenAttributes(Dictionary.shipped());

  @Test
  public void keysAndTunnelPasswordsAreHiddenAnew() {
    byte[] key = "sixteen octets!!".getBytes(UTF_8);
    Attribute send =
        Microsoft.attribute(Microsoft.MS_MPPE_SEND_KEY, Salted.hide(key, 5, FAR, ASKED_FAR));
    byte[] salted = Salted.hide("tunnel".getBytes(UTF_8), 6, FAR, ASKED_FAR);
    byte[] tagged = new byte[salted.length + 1];
    tagged[0] = 3;
    System.arraycopy(salted, 0, tagged, 1, salted.length);
    Attribute tunnel = new Attribute(69, tagged);

    List<Attribute> clear = new ArrayList<>(hidden.reveal(send, FAR, ASKED_FAR));
    clear.addAll(hidden.reveal(tunnel, FAR, ASKED_FAR));
    AtomicInteger salts = new AtomicInteger();
    List<Attribute> near =
        Attributes.read(Attributes.write(clear)).stream()
            .flatMap(it -> hidden.hide(it, salts::incrementAndGet, NEAR, ASKED_NEAR).stream())
            .toList();

    assertThat(near).hasSize(2);
    assertThat(near).doesNotContain(send, tunnel);
    assertThat(near.stream().flatMap(it -> hidden.reveal(it, NEAR, ASKED_NEAR).stream()))
        .containsExactlyElementsOf(clear);
    assertThat(clear.get(1).value()).startsWith(3).endsWith("tunnel".getBytes(UTF_8));
  }

  @Test
  public void everythingElseStaysAsItIs() {
    Attribute text = Attribute.text(AttributeTypes.REPLY_MESSAGE, "hello");
    Attribute policy = Microsoft.attribute(Microsoft.MS_MPPE_ENCRYPTION_POLICY, new byte[4]);
    Attribute foreign = new Attribute(AttributeTypes.VENDOR_SPECIFIC, new byte[] {0, 0, 9, 1});
    for (Attribute each : List.of(text, policy, foreign)) {
      assertThat(hidden.reveal(each, FAR, ASKED_FAR)).containsExactly(each);
      assertThat(hidden.hide(each, () -> 1, NEAR, ASKED_NEAR)).containsExactly(each);
    }
  }

  @Test
  public void whatCannotBeRevealedIsLeftOut() {
    Attribute damaged = Microsoft.attribute(Microsoft.MS_MPPE_SEND_KEY, new byte[7]);
    Attribute password = new Attribute(AttributeTypes.USER_PASSWORD, new byte[16]);

    assertThat(hidden.reveal(damaged, FAR, ASKED_FAR)).isEmpty();
    assertThat(hidden.reveal(password, FAR, ASKED_FAR)).isEmpty();
    assertThat(hidden.reveal(new Attribute(69, new byte[0]), FAR, ASKED_FAR)).isEmpty();
  }

  @Test
  public void damagedListsEndWhereTheyAreDamaged() {
    byte[] octets = Attributes.write(List.of(Attribute.text(1, "a"), Attribute.text(18, "b")));
    for (int length = 0; length <= octets.length; length++) {
      assertThat(Attributes.read(java.util.Arrays.copyOf(octets, length)))
          .hasSize(length < 3 ? 0 : length < 6 ? 1 : 2);
    }
    assertThat(Attributes.read(new byte[] {1, 0, 0, 0})).isEmpty();
  }
}
