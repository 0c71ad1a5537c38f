package org.vedette.codec.mschap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.Test;

/** The examples of RFC 2759 section 9.2 and RFC 3079 section 3.5.3. */
public class RfcVectorsTest {
  private static final byte[] USER = "User".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PASSWORD = "clientPass".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] AUTHENTICATOR = hex("5B5D7C7D7B3F2F3E3C2C602132262628");
  private static final byte[] PEER = hex("21402324255E262A28295F2B3A337C7E");
  private static final byte[] RESPONSE = hex("82309ECD8D708B5EA08FAA3981CD83544233114A3D85D6DF");
  private static final byte[] HASH = hex("44EBBA8D5312B8D611474411F56989AE");
  private static final byte[] HASH_OF_HASH = hex("41C00C584BD2D91C4017A2A12FA59F3F");

  @Test
  public void hashesThePassword() {
    assertThat(NtHash.of(PASSWORD)).isEqualTo(HASH);
    assertThat(NtHash.again(HASH)).isEqualTo(HASH_OF_HASH);
  }

  @Test
  public void hashesTheChallenges() {
    assertThat(MsChap2.challengeHash(PEER, AUTHENTICATOR, USER)).isEqualTo(hex("D02E4386BCE91226"));
    assertThat(exchange("CORP\\User", RESPONSE).challengeHash()).isEqualTo(hex("D02E4386BCE91226"));
  }

  @Test
  public void knowsTheRightResponse() {
    assertThat(MsChap2.answer(AUTHENTICATOR, PEER, USER, HASH)).isEqualTo(RESPONSE);
    assertThat(exchange("User", RESPONSE).matches(HASH)).isTrue();
  }

  @Test
  public void leavesTheDomainOut() {
    assertThat(exchange("CORP\\User", RESPONSE).matches(HASH)).isTrue();
  }

  @Test
  public void refusesEveryChangedOctet() {
    for (int at = 0; at < RESPONSE.length; at++) {
      byte[] changed = RESPONSE.clone();
      changed[at] ^= 1;
      assertThat(exchange("User", changed).matches(HASH)).isFalse();
    }
    assertThat(exchange("user", RESPONSE).matches(HASH)).isFalse();
    assertThat(exchange("User", RESPONSE).matches(NtHash.of("clientpass".getBytes()))).isFalse();
  }

  @Test
  public void showsItsProofAndMakesTheKeys() {
    Proof proof = exchange("User", RESPONSE).proof(HASH_OF_HASH);

    assertThat(proof.text()).isEqualTo("S=407A5589115FD0D6209F510FE9C04566932CDA56");
    assertThat(proof.sendKey()).isEqualTo(hex("8B7CDC149B993A1BA118CB153F56DCCB"));
    assertThat(proof.receiveKey()).isEqualTo(hex("D5F0E9521E3EA9589645E86051C82226"));
  }

  @Test
  public void writesFailures() {
    ErrorText text =
        new ErrorText(ErrorText.Code.PASSWORD_EXPIRED, false, AUTHENTICATOR, "Password expired");

    assertThat(text.text())
        .isEqualTo("E=648 R=0 C=5B5D7C7D7B3F2F3E3C2C602132262628 V=3 M=Password expired");
  }

  @Test
  public void takesNothingOfAnotherLength() {
    assertThatThrownBy(() -> new MsChap2(new byte[8], PEER, USER, RESPONSE))
        .hasMessageContaining("16 octets, not 8");
    assertThatThrownBy(() -> new MsChap2(AUTHENTICATOR, PEER, USER, new byte[25]))
        .hasMessageContaining("24 octets, not 25");
    assertThatThrownBy(() -> NtHash.of(new byte[] {(byte) 0xC3})).hasMessageContaining("UTF-8");
    assertThatThrownBy(() -> NtHash.of(new byte[257])).hasMessageContaining("256");
  }

  @Test
  public void tellsNoSecrets() {
    MsChap2 exchange = exchange("User", RESPONSE);

    assertThat(exchange).hasToString("MsChap2[redacted]");
    assertThat(exchange.proof(HASH_OF_HASH)).hasToString("Proof[redacted]");
  }

  private static MsChap2 exchange(String username, byte[] response) {
    return new MsChap2(AUTHENTICATOR, PEER, username.getBytes(StandardCharsets.UTF_8), response);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
