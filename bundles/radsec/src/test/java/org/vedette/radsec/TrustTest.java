package org.vedette.radsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.tls.TlsFileException;

/** Which certificates are believed, and what they are for. */
public class TrustTest {
  @Rule public final TlsFolder folder = new TlsFolder();

  private void refused(Trust trust, String name, String subject, String why) throws Exception {
    X509Certificate[] chain = folder.chain(name);
    assertThatThrownBy(() -> trust.again(chain))
        .isInstanceOfSatisfying(
            RefusedPeerException.class,
            refused -> {
              assertThat(refused.subject()).isEqualTo(subject);
              assertThat(refused.why()).containsIgnoringCase(why);
            });
  }

  @Test
  public void onlyOurAuthorityAndItsPurposeCount() throws Exception {
    Trust trust = TlsMaterial.read(folder.files()).trust();

    for (String good : new String[] {"nas", "office", "revoked"}) {
      X509Certificate[] chain = folder.chain(good);
      assertThatCode(() -> trust.again(chain)).as(good).doesNotThrowAnyException();
    }
    refused(trust, "stranger", "CN=unused", "unable to find valid certification path");
    refused(trust, "expired", "CN=expired", "expired");
    refused(trust, "purpose", "CN=nas1.example.org", "client");
    assertThat(trust.getAcceptedIssuers())
        .extracting(each -> each.getSubjectX500Principal().getName())
        .containsExactly("CN=ca authority");
  }

  @Test
  public void whatIsRevokedIsRefused() throws Exception {
    TlsMaterial material = TlsMaterial.read(folder.filesWith("crl.pem"));
    X509Certificate[] chain = folder.chain("nas");

    assertThatCode(() -> material.trust().again(chain)).doesNotThrowAnyException();
    refused(material.trust(), "revoked", "CN=revoked", "revoked");
    assertThat(material.listsEnd().orElseThrow()).isAfter(Instant.parse("2100-01-01T00:00:00Z"));
  }

  @Test
  public void aListOutOfDateRefusesAll() throws Exception {
    TlsMaterial material = TlsMaterial.read(folder.filesWith("stale-crl.pem"));

    refused(material.trust(), "nas", "CN=unused", "");
    assertThat(material.listsEnd().orElseThrow()).isBefore(Instant.parse("2021-01-01T00:00:00Z"));
  }

  @Test
  public void listsThatCannotBeReadAreNamed() throws Exception {
    TlsFiles files = folder.filesWith("crl.pem");
    for (String damaged : new String[] {"", "nonsense", "-----BEGIN X509 CRL-----\nMIIB\n"}) {
      Files.writeString(folder.file("crl.pem"), damaged);
      assertThatThrownBy(() -> TlsMaterial.read(files))
          .as(damaged)
          .isInstanceOf(TlsFileException.class)
          .hasMessageContaining("crl.pem");
    }
    Files.delete(folder.file("crl.pem"));
    assertThatThrownBy(() -> TlsMaterial.read(files))
        .isInstanceOf(TlsFileException.class)
        .hasMessageContaining("crl.pem");
  }

  @Test
  public void namesAreTheAlternativesOrElseTheCommonName() throws Exception {
    assertThat(PeerNames.of(folder.chain("nas")[0]))
        .containsExactly("nas1.example.org", "NAS2.example.org", "192.0.2.7");
    assertThat(PeerNames.of(folder.chain("office")[0])).containsExactly("Branch office");
  }
}
