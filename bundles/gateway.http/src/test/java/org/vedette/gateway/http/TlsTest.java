package org.vedette.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import javax.net.ssl.SSLContext;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.lifecycle.Health;
import org.vedette.testkit.tls.TestAuthority;

public class TlsTest {
  private static TestAuthority authority;
  private static SSLContext good;

  @BeforeClass
  public static void issue() throws Exception {
    authority = new TestAuthority();
    good = authority.server("localhost", 30);
  }

  private static Provider provider(SSLContext tls) throws Exception {
    return Provider.secure(tls, new TwilioDesk(TestSettings.ACCOUNT, TestSettings.TOKEN));
  }

  private static String failing(SSLContext tls, String trusted) throws Exception {
    try (Provider provider = provider(tls);
        GatewayHarness harness =
            new GatewayHarness(
                TestSettings.twilio(provider.url()).with("trustedCertificates", trusted))) {
      Delivery delivery = harness.send("+4915550100");
      assertThat(delivery).isInstanceOf(Delivery.Unreachable.class);
      assertThat(provider.seen).isEmpty();
      assertThat(harness.gateway.health().status()).isEqualTo(Health.Status.CRITICAL);
      return GatewayHarness.why(delivery);
    }
  }

  @Test
  public void aPrivateAuthorityIsTrustedWhereItIsNamed() throws Exception {
    try (Provider provider = provider(good);
        GatewayHarness harness =
            new GatewayHarness(
                TestSettings.twilio(provider.url())
                    .with("trustedCertificates", authority.certificate().replace("\n", "\\n")))) {
      assertThat(harness.send("+4915550100")).isInstanceOf(Delivery.Sent.class);
    }
  }

  @Test
  public void andNowhereElse() throws Exception {
    assertThat(failing(good, "")).contains("certificate is not trusted");
    assertThat(failing(good, new TestAuthority().certificate()))
        .contains("certificate is not trusted");
  }

  @Test
  public void theHostMustBeNamed() throws Exception {
    SSLContext elsewhere = authority.server("sms.example.com", 30);
    assertThat(failing(elsewhere, authority.certificate())).contains("does not name its host");
  }

  @Test
  public void certificatesEnd() throws Exception {
    SSLContext old = authority.server("localhost", -1);
    assertThat(failing(old, authority.certificate())).contains("has expired");
  }

  @Test
  public void whatSpeaksNoTlsGetsNothing() throws Exception {
    // 22 begins a handshake: RFC 8446 section 5.1.
    try (RawPeer clear = new RawPeer("\u0016", RawPeer.saying("HTTP/1.1 400 Bad Request\r\n\r\n"));
        GatewayHarness harness =
            new GatewayHarness(TestSettings.twilio(clear.url().replace("http:", "https:")))) {
      assertThat(GatewayHarness.why(harness.send("+4915550100"))).contains("TLS with the provider");
    }
  }

  @Test
  public void whoNeverEndsTheHandshakeTakesNoConnection() throws Exception {
    try (RawPeer silent = new RawPeer((socket, out) -> {});
        GatewayHarness harness =
            new GatewayHarness(
                TestSettings.twilio(silent.url().replace("http:", "https:"))
                    .with("connectTimeoutMillis", 300))) {
      assertThat(GatewayHarness.why(harness.send("+4915550100")))
          .isEqualTo("the provider takes no connection in time");
    }
  }
}
