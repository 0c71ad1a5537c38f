package org.vedette.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.gateway.http.recipe.GatewaySettings;

public class SettingsTest {
  private static TestSettings twilio() {
    return TestSettings.twilio("");
  }

  private static TestSettings generic() {
    return TestSettings.generic("https://sms.example.com/send");
  }

  private static List<String> wrong(TestSettings settings) {
    GatewaySettings.Reading reading = settings.read();
    assertThat(reading.settings().isPresent()).isEqualTo(reading.problems().isEmpty());
    return reading.problems().stream().map(SettingText.Problem::key).distinct().toList();
  }

  @Test
  public void goodOnesPass() {
    assertThat(wrong(twilio())).isEmpty();
    assertThat(wrong(generic())).isEmpty();
    assertThat(wrong(twilio().with("from", "MG" + "0".repeat(32)))).isEmpty();
    assertThat(wrong(twilio().with("from", "Firma 24"))).isEmpty();
    assertThat(wrong(twilio().with("from", "12345"))).isEmpty();
    assertThat(wrong(twilio().with("url", "https://space.example/api/laml/"))).isEmpty();
    assertThat(twilio().read().settings().orElseThrow().recipe().server())
        .isEqualTo("https://api.twilio.com");
  }

  @Test
  public void whatIsMissingOrStrangeIsNamed() {
    assertThat(wrong(twilio().with("preset", "other"))).contains("preset");
    assertThat(wrong(twilio().with("secret", ""))).containsExactly("secret");
    assertThat(wrong(twilio().with("account", ""))).containsExactly("account");
    assertThat(wrong(twilio().with("account", "AC/../x"))).containsExactly("account");
    assertThat(wrong(twilio().with("user", "SK:1"))).containsExactly("user");
    for (String from : List.of("", "+0155", "+1 555", "twelve letters", "a&b", "1")) {
      assertThat(wrong(twilio().with("from", from))).as(from).containsExactly("from");
    }
    assertThat(wrong(twilio().with("timeoutMillis", 100))).containsExactly("timeoutMillis");
    assertThat(wrong(twilio().with("maxWaiting", -1))).containsExactly("maxWaiting");
    assertThat(wrong(twilio().with("trustedCertificates", "x")))
        .containsExactly("trustedCertificates");
    assertThat(wrong(twilio().with("callbackUrl", "http://mfa.example")))
        .containsExactly("callbackUrl");
    assertThat(wrong(twilio().with("callbackUrl", "https://mfa.example/?x=1")))
        .containsExactly("callbackUrl");
    assertThat(wrong(twilio().with("callbackSecret", "unused"))).containsExactly("callbackUrl");
    assertThat(wrong(twilio().with("user", "SK01").with("callbackUrl", "https://mfa.example")))
        .containsExactly("callbackSecret");
    assertThat(
            wrong(
                twilio()
                    .with(
                        "trustedCertificates",
                        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")))
        .containsExactly("trustedCertificates");
  }

  @Test
  public void clearTextIsForThisHostOrForWhoSaysSo() {
    for (String host : List.of("localhost", "127.0.0.1", "127.8.9.10", "[::1]")) {
      assertThat(wrong(generic().with("url", "http://" + host + ":8080/x"))).as(host).isEmpty();
    }
    for (String host :
        List.of(
            "sms.example.com",
            "127.0.0.1.example.com",
            "localhost.example.com",
            "10.0.0.1",
            "[::2]")) {
      TestSettings settings = generic().with("url", "http://" + host + "/x");
      assertThat(wrong(settings)).as(host).containsExactly("url");
      assertThat(wrong(settings.with("allowClear", "true"))).as(host).isEmpty();
    }
  }

  @Test
  public void urlsThatMeanSomethingElseAreRefused() {
    for (String url :
        List.of(
            "",
            "sms.example.com",
            "ftp://h/x",
            "https://",
            "https:///x",
            "https://u:p@h/x",
            "https://h/x#f",
            "https://h x/",
            "https://{to}/x",
            "https://h{to}/x",
            "https://h:{id}/",
            "https://h:99999/x",
            "https://h:0/x",
            "http://1270.0.0.1/x",
            "https://h/ä",
            "https://h/%zz",
            "https://h_x/",
            "https://h/\r\nX: 1",
            "https://h/" + "x".repeat(2100))) {
      assertThat(wrong(generic().with("url", url))).as(url).contains("url");
    }
    assertThat(wrong(generic().with("url", "https://h/{phone}?x={to}"))).contains("url");
  }

  @Test
  public void templatesThatCannotWorkAreRefused() {
    assertThat(wrong(generic().with("body", "to={to}"))).containsExactly("body");
    assertThat(wrong(generic().with("body", "text={text}"))).containsExactly("body");
    assertThat(wrong(generic().with("body", "to={to}&text={text}&x={who}"))).contains("body");
    assertThat(wrong(generic().with("body", "to={to}&text=Hello {text}"))).containsExactly("body");
    assertThat(wrong(generic().with("format", "json"))).containsExactly("body");
    assertThat(wrong(generic().with("format", "xml"))).contains("format");
    assertThat(wrong(generic().with("method", "DELETE"))).containsExactly("method");
    assertThat(wrong(generic().with("method", "GET"))).containsExactly("format");
    assertThat(wrong(generic().with("format", "query").with("body", "to={to}&text={text}#")))
        .contains("body");
    assertThat(wrong(generic().with("body", "to={to}&text={text}&k={secret}")))
        .containsExactly("secret");
  }

  @Test
  public void headersThatCannotBeAreRefused() {
    for (String headers :
        List.of(
            "no colon",
            "A B: x",
            ": x",
            "X: ä",
            "Host: x",
            "Content-Length: 1",
            "authorization: x",
            "Transfer-Encoding: chunked",
            "X: {text}",
            "X: {secret}",
            "X: {who}",
            "X: 1\\nbad",
            "X: 1\n\nY",
            "X: 1\n".repeat(21))) {
      assertThat(wrong(generic().with("headers", headers))).as(headers).containsExactly("headers");
    }
    assertThat(wrong(generic().with("headers", "X-A: 1\\n\\nX-B:2\nContent-Type: text/plain")))
        .isEmpty();
  }

  @Test
  public void authenticationNeedsWhatItNeeds() {
    for (String kind : List.of("basic", "bearer", "header")) {
      assertThat(wrong(generic().with("authentication", kind).with("user", "u")))
          .as(kind)
          .containsExactly("secret");
    }
    TestSettings basic = generic().with("authentication", "basic").with("secret", "s");
    assertThat(wrong(basic)).containsExactly("user");
    assertThat(wrong(basic.with("user", "a:b"))).containsExactly("user");
    assertThat(
            wrong(
                generic()
                    .with("authentication", "header")
                    .with("secret", "s")
                    .with("authenticationHeader", "X Key")))
        .containsExactly("authenticationHeader");
    assertThat(wrong(generic().with("authentication", "digest"))).containsExactly("authentication");
  }

  @Test
  public void aSecretThatFitsInNoHeaderIsSaid() {
    GatewayHarness harness =
        new GatewayHarness(generic().with("authentication", "bearer").with("secret", "a\r\nX: 1"));
    try (harness) {
      assertThat(harness.gateway.health().message()).contains("cannot stand in a header");
    }
  }

  @Test
  public void rulesThatCannotBeAreRefused() {
    assertThat(wrong(generic().with("successStatus", new String[] {})))
        .containsExactly("successStatus");
    assertThat(wrong(generic().with("successStatus", "2xx"))).contains("successStatus");
    assertThat(wrong(generic().with("rejectStatus", "99"))).containsExactly("rejectStatus");
    assertThat(wrong(generic().with("successPattern", "("))).containsExactly("successPattern");
    assertThat(wrong(generic().with("rejectPattern", "x".repeat(501))))
        .containsExactly("rejectPattern");
    assertThat(wrong(generic().with("referencePointer", "id"))).containsExactly("referencePointer");
    assertThat(wrong(generic().with("errorPointer", "/a~2"))).containsExactly("errorPointer");
    assertThat(wrong(generic().with("rejectValues", new String[] {"1"})))
        .containsExactly("rejectValues");
  }
}
