package org.vedette.gateway.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.After;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.lifecycle.Health;

/** Encryption, trust and signing in. */
public class TlsTest {
  private static TestKeys keys;
  private static TestKeys strange;
  private static TestKeys misnamed;

  private final World world = new World();
  private FakeServer server;

  @BeforeClass
  public static void certify() throws Exception {
    keys = TestKeys.own();
    strange = TestKeys.strange();
    misnamed = TestKeys.misnamed();
  }

  @After
  public void close() throws Exception {
    world.close();
    server.close();
  }

  private void start(TestKeys shown, String security, String trusted) throws Exception {
    server = new FakeServer(Optional.of(shown.context()), security.equals("tls"), 0);
    world.set("host", "localhost", "port", server.port(), "security", security);
    world.set("trustedCertificates", trusted, "responseTimeoutMillis", 3000).configure();
  }

  @Test
  public void startTlsComesBeforeAllElse() throws Exception {
    start(keys, "starttls", keys.authority());
    assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
    assertThat(server.heard)
        .containsExactly(
            "EHLO [127.0.0.1]",
            "STARTTLS",
            "tls EHLO [127.0.0.1]",
            "tls MAIL FROM:<login@corp.example>",
            "tls RCPT TO:<jane@x.example>",
            "tls DATA");
    assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
    assertThat(server.connections).hasValue(1);
  }

  @Test
  public void tlsFromTheFirstOctet() throws Exception {
    start(keys, "tls", keys.authority());
    assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
    assertThat(server.heard).allMatch(each -> each.startsWith("tls "));
    world.set("host", "127.0.0.1").configure();
    assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
  }

  @Test
  public void strangersAreTrustedByNobody() throws Exception {
    for (String security : List.of("starttls", "tls")) {
      for (String trusted : List.of(keys.authority(), "")) {
        start(strange, security, trusted);
        assertThat(world.sendWhy("jane@x.example"))
            .startsWith("unreachable: the certificate of CN=Mail server, issued by")
            .endsWith(
                "is not trusted: add the certificate of CN=Private authority to"
                    + " trustedCertificates");
        assertThat(server.heard).noneMatch(each -> each.startsWith("tls "));
        assertThat(world.gateway.health().status()).isEqualTo(Health.Status.CRITICAL);
        server.close();
      }
    }
  }

  @Test
  public void namesAreChecked() throws Exception {
    for (String security : List.of("starttls", "tls")) {
      start(misnamed, security, misnamed.authority());
      assertThat(world.sendWhy("jane@x.example")).contains("does not name this host");
      assertThat(server.mails).isEmpty();
      server.close();
    }
  }

  /** RFC 3207 section 6: whoever cuts STARTTLS out of the answers gets nothing. */
  @Test
  public void thereIsNoWayBackToClearText() throws Exception {
    start(keys, "starttls", keys.authority());
    server.answers.put("EHLO", "250-mail.test\r\n250 AUTH PLAIN");
    world.set("user", "vedette", "password", "p-1").configure();
    assertThat(world.sendWhy("jane@x.example"))
        .isEqualTo("unreachable: the server offers no STARTTLS: nothing is sent in clear");
    server.answers.put("EHLO", "502 what");
    world.configure();
    assertThat(world.sendWhy("jane@x.example")).contains("no STARTTLS");
    server.answers.remove("EHLO");
    for (String no : List.of("454 4.7.0 not now", "502 no", FakeServer.CLOSE, "220")) {
      server.answers.put("STARTTLS", no);
      world.configure();
      assertThat(world.sendWhy("jane@x.example")).startsWith("unreachable: ");
    }
    // Octets of a handshake are among it, too, and may look like the beginning of anything.
    assertThat(server.heard).noneMatch(each -> each.matches("(?s)(AUTH|MAIL|RCPT|DATA|BDAT).*"));
    assertThat(server.mails).isEmpty();
  }

  @Test
  public void portsThatSpeakOtherwiseAreNamed() throws Exception {
    server = new FakeServer();
    world.set("port", server.port(), "security", "tls", "responseTimeoutMillis", 2000).configure();
    assertThat(world.sendWhy("jane@x.example"))
        .isEqualTo(
            "unreachable: the TLS handshake failed; does port "
                + server.port()
                + " speak TLS that way?");
  }

  @Test
  public void hangsInTheHandshake() throws Exception {
    start(keys, "starttls", keys.authority());
    server.answers.put("STARTTLS", "220 but nothing follows");
    world.set("responseTimeoutMillis", 300).configure();
    assertThat(world.sendWhy("jane@x.example")).startsWith("unreachable: ");
    assertThat(server.mails).isEmpty();
  }

  @Test
  public void signsIn() throws Exception {
    start(keys, "starttls", keys.authority());
    world.set("user", "vedette@corp.example", "password", "p\u00e4ss-1").configure();
    assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
    String shown =
        server.heard.stream()
            .filter(each -> each.startsWith("tls AUTH PLAIN "))
            .findFirst()
            .orElseThrow();
    assertThat(new String(Base64.getDecoder().decode(shown.substring(15)), "UTF-8"))
        .endsWith("\u0000vedette@corp.example\u0000p\u00e4ss-1");
    assertThat(server.heard).noneMatch(each -> each.startsWith("AUTH"));
  }

  @Test
  public void wrongPasswordsNeedAnOperator() throws Exception {
    start(keys, "starttls", keys.authority());
    server.answers.put("AUTH", "535 5.7.8 bad credentials");
    world.set("user", "vedette", "password", "marked-pass-1").configure();
    assertThat(world.sendWhy("jane@x.example"))
        .isEqualTo(
            "unreachable: the server does not let the user sign in: 535 5.7.8 bad credentials");
    assertThat(world.gateway.health().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(server.mails).isEmpty();
    assertThat(server.connections).hasValue(1);
  }

  @Test
  public void withoutSigningInNothingIsSent() throws Exception {
    start(keys, "tls", keys.authority());
    server.answers.put("EHLO", "250-mail.test\r\n250 SIZE");
    world.set("user", "vedette", "password", "p-1").configure();
    assertThat(world.sendWhy("jane@x.example")).contains("it offers no way to do so (AUTH)");
    server.answers.put("EHLO", "250-mail.test\r\n250 AUTH GSSAPI");
    world.configure();
    assertThat(world.sendWhy("jane@x.example")).startsWith("unreachable: ");
    server.answers.remove("EHLO");
    server.answers.put("AUTH", "454 4.7.0 later");
    world.configure();
    assertThat(world.sendWhy("jane@x.example")).contains("454 4.7.0 later at AUTH");
    server.answers.put("AUTH", FakeServer.HANG);
    world.set("responseTimeoutMillis", 300).configure();
    assertThat(world.sendWhy("jane@x.example")).startsWith("unreachable: no answer in time");
    assertThat(server.mails).isEmpty();
  }

  @Test
  public void secretsThatAreNotStoredAreNamed() throws Exception {
    start(keys, "tls", keys.authority());
    world.set("user", "vedette", "password", "$[secret:mail]").configure();
    assertThat(world.sendWhy("jane@x.example"))
        .isEqualTo("unreachable: password names a secret that is not stored");
    assertThat(server.connections).hasValue(0);
  }
}
