package org.vedette.gateway.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import javax.net.ssl.SSLContext;
import org.junit.Test;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.lifecycle.Health;
import org.vedette.testkit.smpp.SmppCentre;
import org.vedette.testkit.tls.TestAuthority;

public class TlsTest {
  private static SmppCentre centre(SSLContext tls) throws Exception {
    return SmppCentre.open(TestSettings.SYSTEM, TestSettings.PASSWORD, tls);
  }

  private static TestSettings settings(SmppCentre centre) {
    return TestSettings.of("localhost:" + centre.port())
        .with("tls", true)
        .with("connectTimeoutMillis", 2000)
        .with("timeoutMillis", 10_000);
  }

  private static void assertRefused(TestSettings settings, String why) throws Exception {
    try (Harness harness = new Harness(settings)) {
      Delivery delivery = harness.send();
      assertThat(delivery).isInstanceOf(Delivery.Unreachable.class);
      assertThat(Harness.why(delivery)).contains(why);
      assertThat(harness.gateway.health().status()).isEqualTo(Health.Status.CRITICAL);
    }
  }

  @Test
  public void aPrivateAuthorityIsTrustedWhereItIsSet() throws Exception {
    TestAuthority authority = new TestAuthority();
    try (SmppCentre centre = centre(authority.server("localhost", 10))) {
      try (Harness harness =
          new Harness(settings(centre).with("trustedCertificates", authority.certificate()))) {
        assertThat(harness.send()).isInstanceOf(Delivery.Sent.class);
        assertThat(centre.text("4915550142", "1", "123456")).isZero();
        assertThat(harness.desk.replies()).hasSize(1);
      }
      assertRefused(settings(centre), "not trusted");
      assertRefused(
          settings(centre).with("trustedCertificates", new TestAuthority().certificate()),
          "not trusted");
      assertThat(centre.binds()).hasSize(1);
    }
  }

  @Test
  public void theCertificateMustNameTheHostAndBeValid() throws Exception {
    TestAuthority authority = new TestAuthority();
    try (SmppCentre another = centre(authority.server("smsc.example.com", 10));
        SmppCentre expired = centre(authority.server("localhost", -1))) {
      assertRefused(
          settings(another).with("trustedCertificates", authority.certificate()),
          "does not name its host");
      assertRefused(
          settings(expired).with("trustedCertificates", authority.certificate()), "has expired");
      assertThat(another.binds()).isEmpty();
      assertThat(expired.binds()).isEmpty();
    }
  }

  @Test
  public void clearTextAndTlsDoNotMix() throws Exception {
    TestAuthority authority = new TestAuthority();
    try (SmppCentre clear = Harness.centre();
        SmppCentre encrypted = centre(authority.server("localhost", 10))) {
      assertRefused(settings(clear), "needs tls=false");
      assertRefused(
          settings(encrypted).with("tls", false).with("responseTimeoutMillis", 1000), "the centre");
      assertThat(clear.binds()).isEmpty();
      assertThat(encrypted.binds()).isEmpty();
    }
  }
}
