package org.vedette.api.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.CertificateException;
import java.util.List;
import org.junit.Test;

/** Certificates as settings hold them. */
public class CertificatesTest {
  @Test
  public void nothingIsNoCertificateAndGarbageIsAnError() throws Exception {
    assertThat(Certificates.read(" \n")).isEmpty();
    for (String garbage :
        List.of(
            "certificate",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
            "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----")) {
      assertThatThrownBy(() -> Certificates.read(garbage))
          .as(garbage)
          .isInstanceOf(CertificateException.class);
    }
  }

  @Test
  public void withoutAuthoritiesThoseOfJavaAreTrusted() {
    assertThat(TrustAnchors.judge(List.of()).getAcceptedIssuers()).isNotEmpty();
  }
}
