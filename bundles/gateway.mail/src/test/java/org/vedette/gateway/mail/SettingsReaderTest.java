package org.vedette.gateway.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.Test;
import org.vedette.api.lifecycle.SettingText.Problem;

public class SettingsReaderTest {
  private final World world = new World();

  @After
  public void close() {
    world.close();
  }

  @Test
  public void defaultsAreSafe() throws Exception {
    world.set("security", MailConfig.class.getDeclaredMethod("security").getDefaultValue());
    MailSettings read = SettingsReader.read(world.settings()).settings().orElseThrow();
    assertThat(read.port()).isEqualTo(587);
    assertThat(read.security()).isEqualTo(MailSettings.Security.STARTTLS);
    assertThat(read.login()).isEmpty();
    assertThat(read.limits().send()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  public void everyFaultIsTold() {
    world.set("host", "a b", "port", "x", "security", "ssl", "from", "x", "fromName", "a\nb");
    world.set("replyTo", "\"x\"@y", "heloName", "a b", "connections", 17, "idleSeconds", -1);
    world.set("connectTimeoutMillis", 1, "responseTimeoutMillis", 1, "sendTimeoutMillis", 1);
    world.set("maxWaiting", 0, "trustedCertificates", "x", "oauthScope", "y");
    assertThat(SettingsReader.read(world.settings()).problems())
        .extracting(Problem::key)
        .containsExactlyInAnyOrder(
            "host",
            "port",
            "security",
            "from",
            "fromName",
            "replyTo",
            "heloName",
            "connections",
            "idleSeconds",
            "connectTimeoutMillis",
            "responseTimeoutMillis",
            "sendTimeoutMillis",
            "maxWaiting",
            "trustedCertificates",
            "oauthTokenUrl");
  }

  @Test
  public void passwordsAreNotForClearText() {
    world.set("user", "vedette", "password", "p-1");
    assertThat(keys()).containsExactly("security");
    world.set("security", "tls");
    assertThat(keys()).isEmpty();
    world.set("password", "");
    assertThat(keys()).containsExactly("password");
    world.set("user", "", "password", "p-1");
    assertThat(keys()).containsExactly("user");
  }

  @Test
  public void tokensTakeThePlaceOfThePassword() {
    world.set("security", "tls", "user", "vedette", "oauthTokenUrl", "https://id.example/token");
    assertThat(keys()).containsExactly("oauthClientSecret");
    world.set("oauthClientId", "id", "oauthClientSecret", "s-1");
    assertThat(keys()).isEmpty();
    world.set("password", "p-1");
    assertThat(keys()).containsExactly("password");
    world.set("password", "");
    for (String bad :
        List.of("http://id.example/token", "https:///x", "x", "https://a@b/", "ht tp")) {
      world.set("oauthTokenUrl", bad);
      assertThat(keys()).as(bad).containsExactly("oauthTokenUrl");
    }
  }

  @Test
  public void hostsMayBeAddresses() {
    for (String each : List.of("192.0.2.1", "2001:db8::1", "::1", "mail", "mail.bücher.example")) {
      world.set("host", each);
      assertThat(keys()).as(each).isEmpty();
    }
    for (String each : List.of("", "mail:587", "[::1]", "https://mail", "a..b", "1.2.3")) {
      world.set("host", each);
      assertThat(keys()).as(each).containsExactly("host");
    }
  }

  @Test
  public void secretsAreNotPrinted() {
    world.set("security", "tls", "user", "vedette", "password", "marked-pass-3");
    MailSettings read = SettingsReader.read(world.settings()).settings().orElseThrow();
    assertThat(read.toString()).doesNotContain("marked-pass-3");
    assertThat(new Dialogue.Credentials("a", "marked-pass-3", "PLAIN").toString())
        .doesNotContain("marked-pass-3");
  }

  private List<String> keys() {
    return SettingsReader.read(world.settings()).problems().stream().map(Problem::key).toList();
  }
}
