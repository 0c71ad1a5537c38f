package org.vedette.sdk.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.testkit.memory.MemoryVault;

public class SignInTokensTest {
  private final MemoryVault vault = new MemoryVault(1);
  private final SignInTokens tokens = new SignInTokens(() -> vault);
  private final Client shop = client("shop");
  private final ChallengeToken challenge = new ChallengeToken("0123456789abcdef".getBytes());

  private static Client client(String name) {
    return new Client(
        Applications.make(name, "local", Application.Appended.OFF, true),
        UUID.randomUUID(),
        "192.0.2.9");
  }

  @Test
  public void readsWhatItWrote() {
    for (boolean typed : new boolean[] {true, false}) {
      String text = tokens.write(shop, "Alice", challenge, typed);

      SignInTokens.Opened expected = new SignInTokens.Opened(challenge, typed);
      assertThat(tokens.read(shop, text)).contains(expected);
      assertThat(tokens.read(shop, text, "alice")).contains(expected);
      assertThat(tokens.read(shop, text, "alicf")).isEmpty();
      assertThat(tokens.read(client("other"), text)).isEmpty();
      assertThat(tokens.read(client("other"), text, "alice")).isEmpty();
    }
  }

  @Test
  public void anyOtherBitIsNoToken() {
    byte[] bytes = Base64.getUrlDecoder().decode(tokens.write(shop, "alice", challenge, true));
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      assertThat(tokens.read(shop, text)).as("bit %d", bit).isEmpty();
    }
    for (int length = 0; length < 100; length++) {
      assertThat(tokens.read(shop, "A".repeat(length))).isEmpty();
      assertThat(tokens.read(shop, "ä".repeat(length))).isEmpty();
    }
  }

  @Test
  public void strangersStandForNobody() {
    assertThat(tokens.stranger("a")).isEqualTo(tokens.stranger("a"));
    assertThat(tokens.stranger("a")).isNotEqualTo(tokens.stranger("b"));
  }
}
