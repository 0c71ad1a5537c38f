package org.vedette.gateway.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jsmpp.SMPPConstant;
import org.junit.Test;
import org.vedette.testkit.smpp.Manner;
import org.vedette.testkit.smpp.SmppCentre;

/** Neither password nor number nor text is printed, whatever happens. */
public class SecrecyTest {
  private static void assertClean(String text) {
    assertThat(text)
        .doesNotContain(TestSettings.PASSWORD, Harness.CODE, Harness.NUMBER.substring(1), "445566");
  }

  /** Lines of the centre, which is jSMPP's own session and no part of the server, are left out. */
  private static String ours(ByteArrayOutputStream said) {
    return said.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.contains("vedette"))
        .reduce("", (one, other) -> one + "\n" + other);
  }

  @Test
  public void logsAndReasonsHoldNoneOfIt() throws Exception {
    PrintStream usual = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try (SmppCentre centre = Harness.centre()) {
      Manner[] manners = {
        Manner.ACCEPT,
        Manner.refuse(SMPPConstant.STAT_ESME_RINVDSTADR),
        Manner.refuse(SMPPConstant.STAT_ESME_RSYSERR),
        Manner.refuse(SMPPConstant.STAT_ESME_RTHROTTLED),
        Manner.DROP
      };
      try (Harness harness = new Harness(TestSettings.of(centre))) {
        for (Manner each : manners) {
          centre.treat(message -> each);
          assertClean(Harness.why(harness.send()));
          assertClean(harness.gateway.health().message());
        }
        harness.gateway.configure(TestSettings.of(centre).with("alphabet", "x").map());
        harness.gateway.configure(
            TestSettings.of(centre).with("password", TestSettings.PASSWORD + "longer").map());
        assertClean(harness.gateway.health().message());
      }
      try (Harness harness = new Harness(TestSettings.of(centre))) {
        centre.treat(message -> Manner.ACCEPT);
        harness.send();
        harness.desk.fail();
        centre.text(Harness.NUMBER.substring(1), "1", "445566");
        centre.goAway();
        assertClean(Harness.why(harness.send()));
      }
    } finally {
      System.setErr(usual);
    }
    assertThat(ours(said)).contains("Settings are wrong", "fault=");
    assertClean(ours(said));
  }
}
