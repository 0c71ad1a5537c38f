package org.vedette.gateway.http.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;
import org.vedette.api.secret.Secret;
import org.vedette.client.http.callback.Macs;
import org.vedette.client.http.json.JsonPointer;
import org.vedette.gateway.http.callback.CallbackEvent.Receipt;
import org.vedette.gateway.http.callback.CallbackEvent.Reply;
import org.vedette.gateway.http.callback.CallbackEvent.State;

public class SignedCallbackTest {
  private static final SignedCallback.Places PLACES =
      new SignedCallback.Places(
          pointer("/id"),
          pointer("/status"),
          Set.of("DELIVRD"),
          Set.of("UNDELIV", "EXPIRED"),
          pointer("/from"),
          pointer("/text"));

  private final SignedCallback callback = new SignedCallback(Secret.of("shared-1"), PLACES);

  private static Optional<JsonPointer> pointer(String text) {
    return JsonPointer.parse(text);
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] mac(String body) {
    return Macs.of("HmacSHA256", Secret.of("shared-1"), octets(body));
  }

  private CallbackVerdict read(String body) {
    return callback.read(octets(body), HexFormat.of().formatHex(mac(body)));
  }

  /** RFC 4231 section 4.3, test case 2. */
  @Test
  public void theKnownVectorIsGenuine() {
    SignedCallback jefe = new SignedCallback(Secret.of("Jefe"), PLACES);
    byte[] body = octets("what do ya want for nothing?");
    String hex = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    for (String good :
        List.of(hex, hex.toUpperCase(java.util.Locale.ROOT), "sha256=" + hex, base64, " " + hex)) {
      assertThat(jefe.read(body, good)).as(good).isInstanceOf(CallbackVerdict.Unreadable.class);
    }
    for (String bad :
        List.of(
            "", "sha256=", hex.substring(2), hex + "00", "6" + hex.substring(1), "sha1=" + hex)) {
      assertThat(jefe.read(body, bad)).as(bad).isInstanceOf(CallbackVerdict.Forged.class);
    }
    assertThat(jefe.read(octets("what do ya want for nothing!"), hex))
        .isInstanceOf(CallbackVerdict.Forged.class);
  }

  @Test
  public void receiptsAreRead() {
    assertThat(read("{\"id\":\"m1\",\"status\":\"DELIVRD\"}"))
        .isEqualTo(new CallbackVerdict.Genuine(new Receipt("m1", State.DELIVERED, "DELIVRD", "")));
    assertThat(read("{\"id\":7,\"status\":\"EXPIRED\"}"))
        .isEqualTo(new CallbackVerdict.Genuine(new Receipt("7", State.FAILED, "EXPIRED", "")));
    assertThat(read("{\"id\":\"m1\",\"status\":\"ENROUTE\"}"))
        .isEqualTo(new CallbackVerdict.Genuine(new Receipt("m1", State.UNDERWAY, "ENROUTE", "")));
  }

  @Test
  public void repliesAreRead() {
    assertThat(read("{\"id\":\"r1\",\"from\":\"+15550100\",\"to\":\"+15550199\",\"text\":\"12ä\"}"))
        .isEqualTo(new CallbackVerdict.Genuine(new Reply("r1", "+15550100", "12ä")));
  }

  @Test
  public void otherThingsAreUnreadable() {
    for (String body :
        List.of(
            "",
            "{}",
            "[]",
            "{\"id\":\"m1\"}",
            "{\"id\":{},\"status\":\"DELIVRD\"}",
            "{\"id\":",
            "{\"id\":\"r1\",\"from\":\"+1\",\"text\":\"" + "x".repeat(2001) + "\"}")) {
      assertThat(read(body)).as(body).isInstanceOf(CallbackVerdict.Unreadable.class);
    }
  }

  @Test
  public void longBodiesAreNotEvenHashed() {
    assertThat(read(" ".repeat(70_000))).isInstanceOf(CallbackVerdict.Forged.class);
  }
}
