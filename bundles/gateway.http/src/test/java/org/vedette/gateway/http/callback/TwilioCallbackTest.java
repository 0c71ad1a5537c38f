package org.vedette.gateway.http.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.Test;
import org.vedette.api.secret.Secret;
import org.vedette.client.http.callback.Macs;
import org.vedette.gateway.http.callback.CallbackEvent.Receipt;
import org.vedette.gateway.http.callback.CallbackEvent.Reply;
import org.vedette.gateway.http.callback.CallbackEvent.State;

public class TwilioCallbackTest {
  private static final Secret TOKEN = Secret.of("12345");

  /** The example of Twilio's documentation, which its libraries test too. */
  private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";

  private static final String FORM =
      "Digits=1234&To=%2B18005551212&From=%2B14158675309&Caller=%2B14158675309"
          + "&CallSid=CA1234567890ABCDE";
  private static final String SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";

  private final TwilioCallback callback = new TwilioCallback(TOKEN);

  private CallbackVerdict read(String url, String form, String signature) {
    return callback.read(url, form.getBytes(StandardCharsets.UTF_8), signature);
  }

  /** Signs as the provider does, told by the test alone. */
  private static String sign(String url, String... sorted) {
    String all = url + String.join("", sorted);
    return Base64.getEncoder()
        .encodeToString(Macs.of("HmacSHA1", TOKEN, all.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  public void theDocumentedExampleIsGenuine() {
    // Signed, but neither receipt nor reply.
    assertThat(read(URL, FORM, SIGNATURE)).isInstanceOf(CallbackVerdict.Unreadable.class);
  }

  @Test
  public void anythingElseIsForged() {
    List<CallbackVerdict> verdicts =
        List.of(
            read(URL + "&x=1", FORM, SIGNATURE),
            read(URL.replace("https", "http"), FORM, SIGNATURE),
            read(URL, FORM.replace("1234&", "1235&"), SIGNATURE),
            read(URL, FORM + "&Extra=1", SIGNATURE),
            read(URL, FORM.replace("Digits=1234&", ""), SIGNATURE),
            read(URL, FORM, ""),
            read(URL, FORM, "no base64!"),
            read(URL, FORM, SIGNATURE.substring(4)),
            read(URL, FORM, "A" + SIGNATURE.substring(1)),
            new TwilioCallback(Secret.of("12346"))
                .read(URL, FORM.getBytes(StandardCharsets.UTF_8), SIGNATURE));
    assertThat(verdicts).allMatch(CallbackVerdict.Forged.class::isInstance);
  }

  /** RFC 2104 by hand: 20 octets in base64, computed with another program. */
  @Test
  public void otherVectorsAgree() {
    String form = FORM.replace("14158675309", "14158675310");
    assertThat(read(URL, form, "GvWf1cFY/Q7PnoempGyD5oXAezc="))
        .isInstanceOf(CallbackVerdict.Unreadable.class);
    String other = FORM.replace("14158675309", "12349013030");
    assertThat(read(URL, other, "0/KCTR6DLpKmkAf8muzZqo1nDgQ="))
        .isInstanceOf(CallbackVerdict.Unreadable.class);
  }

  @Test
  public void receiptsAreRead() {
    String signature =
        sign("https://h/x", "ErrorCode", "30003", "MessageSid", "SM1a", "MessageStatus", "failed");
    assertThat(
            read("https://h/x", "MessageSid=SM1a&MessageStatus=failed&ErrorCode=30003", signature))
        .isEqualTo(
            new CallbackVerdict.Genuine(new Receipt("SM1a", State.FAILED, "failed", "30003")));
    assertThat(
            read(
                "https://h/x",
                "MessageStatus=delivered&MessageSid=SM1a",
                sign("https://h/x", "MessageSid", "SM1a", "MessageStatus", "delivered")))
        .isEqualTo(
            new CallbackVerdict.Genuine(new Receipt("SM1a", State.DELIVERED, "delivered", "")));
  }

  @Test
  public void repliesAreRead() {
    String signature =
        sign(
            "https://h/x",
            "Body",
            "Ja 12 & ä",
            "From",
            "+4915550100",
            "MessageSid",
            "SM2",
            "To",
            "+15550100");
    assertThat(
            read(
                "https://h/x",
                "MessageSid=SM2&From=%2B4915550100&To=%2B15550100&Body=Ja+12+%26+%C3%A4",
                signature))
        .isEqualTo(new CallbackVerdict.Genuine(new Reply("SM2", "+4915550100", "Ja 12 & ä")));
  }

  @Test
  public void signedButStrangeFormsAreUnreadable() {
    assertThat(
            read(
                "https://h/x",
                "MessageSid=SM1&MessageStatus=melted",
                sign("https://h/x", "MessageSid", "SM1", "MessageStatus", "melted")))
        .isInstanceOf(CallbackVerdict.Unreadable.class);
    assertThat(
            read(
                "https://h/x",
                "MessageSid=SM1&MessageSid=SM2&MessageStatus=sent",
                sign(
                    "https://h/x",
                    "MessageSid",
                    "SM1",
                    "MessageSid",
                    "SM2",
                    "MessageStatus",
                    "sent")))
        .isInstanceOf(CallbackVerdict.Unreadable.class);
  }

  /**
   * Of equal fields one is signed; of several values all, in order. Vector of Twilio's libraries.
   */
  @Test
  public void repeatedFieldsAreSignedInOrder() {
    String signed =
        sign(URL, "Digits", "1234", "Digits", "5678", "Sid", "CA123", "SidAccount", "AC123");
    String form = "Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234";
    assertThat(signed).isEqualTo("IK+Dwps556ElfBT0I3Rgjkr1wJU=");
    assertThat(read(URL, form, signed)).isInstanceOf(CallbackVerdict.Unreadable.class);
  }

  @Test
  public void randomOctetsAreForgedAndNeverThrow() {
    Random random = new Random(3);
    for (int round = 0; round < 5000; round++) {
      byte[] body = new byte[random.nextInt(60)];
      random.nextBytes(body);
      byte[] signature = new byte[random.nextInt(30)];
      random.nextBytes(signature);
      assertThat(
              callback.read(
                  "https://h/x", body, new String(signature, StandardCharsets.ISO_8859_1)))
          .isInstanceOf(CallbackVerdict.Forged.class);
    }
  }

  @Test
  public void repliesAreNotPrinted() {
    assertThat(new Reply("SM2", "+4915550100", "123456").toString())
        .doesNotContain("123456")
        .doesNotContain("555");
  }
}
