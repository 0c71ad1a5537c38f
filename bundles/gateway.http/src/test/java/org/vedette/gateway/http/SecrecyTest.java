package org.vedette.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Test;
import org.vedette.api.secret.Secret;
import org.vedette.client.http.wire.Outgoing;
import org.vedette.gateway.http.recipe.GatewaySettings;

/** Neither secret nor number nor text is printed, whatever happens. */
public class SecrecyTest {
  private static final String NUMBER = "+4915550142";

  private static TestSettings inTheUrl(String url) {
    return TestSettings.generic(url + "/x/{to}")
        .with("format", "query")
        .with("method", "GET")
        .with("body", "key={secret}&literal=marked-literal-1&text={text}")
        .with("secret", TestSettings.TOKEN);
  }

  private static void assertClean(String text) {
    assertThat(text)
        .doesNotContain(
            TestSettings.TOKEN, Messages.CODE, "4915550142", "marked-literal-1", "Basic ");
  }

  @Test
  public void whatIsPrintedOfARequestHoldsNoneOfIt() {
    for (TestSettings settings :
        List.of(inTheUrl("https://h.example"), TestSettings.twilio("https://h.example"))) {
      GatewaySettings read = settings.read().settings().orElseThrow();
      Outgoing outgoing =
          read.recipe().write(NUMBER, Messages.TEXT, "id", Secret.of(TestSettings.TOKEN));
      assertClean(read + " " + read.recipe() + " " + outgoing + " " + outgoing.headers());
      assertClean(read.recipe().url() + " " + read.recipe().body() + read.recipe().headers());
    }
  }

  @Test
  public void logsAndReasonsHoldNoneOfIt() throws Exception {
    PrintStream usual = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      for (String answer :
          List.of(
              "",
              "garbage\r\n\r\n",
              "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n",
              "HTTP/1.1 500 " + TestSettings.TOKEN + "\r\nContent-Length: 6\r\n\r\n918273",
              "HTTP/1.1 302 x\r\nLocation: /"
                  + TestSettings.TOKEN
                  + "\r\nContent-Length: 0\r\n\r\n")) {
        try (RawPeer peer = new RawPeer(RawPeer.sayingLast(answer));
            GatewayHarness harness = new GatewayHarness(inTheUrl(peer.url()))) {
          for (int i = 0; i < 4; i++) {
            assertClean(GatewayHarness.why(harness.send(NUMBER)));
          }
          assertClean(harness.gateway.health().message());
          harness.gateway.configure(inTheUrl(peer.url()).with("format", "xml").map());
          harness.gateway.configure(
              inTheUrl(peer.url() + "#").with("authentication", "basic").map());
          assertClean(harness.gateway.health().message());
        }
      }
    } finally {
      System.setErr(usual);
    }
    String log = said.toString(StandardCharsets.UTF_8);
    assertThat(log).contains("Gateway does not work").contains("Settings are wrong");
    assertClean(log);
  }
}
