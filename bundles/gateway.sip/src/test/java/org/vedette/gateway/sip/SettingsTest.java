package org.vedette.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.vedette.api.lifecycle.Health;
import org.vedette.gateway.sip.link.Target;

public class SettingsTest {
  private static List<String> wrong(String... changes) throws IOException {
    try (Harness harness = new Harness(0)) {
      for (int i = 0; i < changes.length; i += 2) {
        harness.with(changes[i], changes[i + 1]);
      }
      return SipSettings.read(harness.map()).problems().stream().map(each -> each.key()).toList();
    }
  }

  @Test
  public void defaultsNeedHostAndCallerOnly() throws IOException {
    assertThat(wrong()).isEmpty();
    assertThat(wrong("caller", "")).containsExactly("user");
    assertThat(wrong("host", "")).containsExactly("host");
    try (Harness harness = new Harness(0).with("transport", "TLS")) {
      SipSettings read = SipSettings.read(harness.map()).settings().orElseThrow();
      assertThat(read.target().port()).isEqualTo(5061);
      assertThat(read.target().transport()).isEqualTo(Target.Transport.TLS);
      assertThat(read.registering()).isZero();
      assertThat(read.toString()).doesNotContain("+4930900");
    }
  }

  @Test
  public void eachSettingIsNamedThatIsWrong() throws IOException {
    Map<String, String> bad =
        Map.ofEntries(
            Map.entry("host", "a b"),
            Map.entry("port", "70000"),
            Map.entry("transport", "sctp"),
            Map.entry("domain", "x>y"),
            Map.entry("caller", "+49 30"),
            Map.entry("callerName", "a\"b"),
            Map.entry("identity", "none"),
            Map.entry("numberFormat", "e164"),
            Map.entry("numberPrefix", "0x"),
            Map.entry("trustedCertificates", "hello"),
            Map.entry("localAddress", "a;b"),
            Map.entry("publicAddress", "vpn.example.com"),
            Map.entry("mediaPorts", "20000-10000"),
            Map.entry("mediaNetworks", "10.0.0.0/40"),
            Map.entry("codecs", "G729"),
            Map.entry("ringSeconds", "0"),
            Map.entry("maxCalls", "0"),
            Map.entry("register", "maybe"));
    for (Map.Entry<String, String> each : bad.entrySet()) {
      assertThat(wrong(each.getKey(), each.getValue()))
          .as(each.getKey())
          .containsExactly(each.getKey());
    }
    assertThat(wrong("register", "true")).containsExactly("user");
    assertThat(wrong("user", "a")).containsExactly("password");
  }

  @Test
  public void badSettingsLeaveTheLastGoodOnes() throws Exception {
    try (Uas uas = new Uas().on("INVITE", invite -> invite.respond("486 Busy Here"));
        Harness harness = new Harness(uas.port()).begin()) {
      harness.with("port", "none").begin();

      assertThat(harness.gateway.health().status()).isEqualTo(Health.Status.CRITICAL);
      assertThat(harness.gateway.health().message())
          .contains("org.vedette.gateway.sip~main")
          .contains("port must be a number from 0 to 65535");
      assertThat(harness.sent("+4930123456")).isEqualTo("sent");
      harness.with("user", "a").with("password", "$[secret:none]").with("port", uas.port()).begin();
      assertThat(harness.gateway.health().message()).contains("password names a secret");
      harness.with("user", "").begin();
      assertThat(harness.gateway.health().status()).isEqualTo(Health.Status.OK);
    }
  }

  @Test
  public void callsEndOnTheSettingsThatTheyBeganWith() throws Exception {
    try (Uas uas = new Uas().on("INVITE", invite -> invite.respond("180 Ringing"));
        Uas next = new Uas().on("INVITE", invite -> invite.respond("486 Busy Here"));
        Harness harness = new Harness(uas.port()).begin()) {
      assertThat(harness.sent("+4930123456")).isEqualTo("sent");
      harness.with("port", next.port()).begin();
      assertThat(harness.sent("+4930123456")).isEqualTo("sent");
      assertThat(harness.desk.event()).isEqualTo("BUSY 486 Busy Here");

      uas.await("INVITE").respond("603 Decline");
      assertThat(harness.desk.event()).isEqualTo("DECLINED 603 Decline");
    }
  }

  @Test
  public void networksHoldTheirAddresses() throws Exception {
    Network network = Network.parse("192.0.2.8/29").orElseThrow();

    assertThat(network.holds(InetAddress.getByName("192.0.2.15"))).isTrue();
    assertThat(network.holds(InetAddress.getByName("192.0.2.16"))).isFalse();
    assertThat(network.holds(InetAddress.getByName("::1"))).isFalse();
    assertThat(
            Network.parse("2001:db8::/32")
                .orElseThrow()
                .holds(InetAddress.getByName("2001:db8:5::1")))
        .isTrue();
    for (String bad : List.of("", "a.b", "1.2.3.4/33", "localhost", "1.2.3.400", ":::1/1")) {
      assertThat(Network.parse(bad)).as(bad).isEmpty();
    }
  }
}
