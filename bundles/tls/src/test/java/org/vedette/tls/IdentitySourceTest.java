package org.vedette.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Identities are read in every form that openssl and keytool write. */
public class IdentitySourceTest {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();
  private Folder folder;

  @Before
  public void folder() {
    folder = new Folder(temporary.getRoot().toPath());
  }

  @Test
  public void readsEveryFormOfKey() throws Exception {
    for (String[] pair :
        new String[][] {
          {"ec.pem", "ec-pkcs8.key", "EC"},
          {"ec.pem", "ec-sec1.key", "EC"},
          {"ec.pem", "ec-encrypted.key", "EC"},
          {"rsa.pem", "rsa-pkcs8.key", "RSA"},
          {"rsa.pem", "rsa-pkcs1.key", "RSA"},
          {"ed.pem", "ed-pkcs8.key", "EdDSA"}
        }) {
      Identity identity = pem(folder.take(pair[0]), folder.take(pair[1]), "changeit").read();
      assertThat(identity.key().getAlgorithm()).as(pair[1]).isEqualTo(pair[2]);
      assertThat(identity.chain()).hasSize(1);
      assertThat(identity.expires()).isAfter(Instant.parse("2100-01-01T00:00:00Z"));
    }
  }

  @Test
  public void putsTheChainInOrderAndLeavesTheRootOut() throws Exception {
    Path chain = folder.join("chain.pem", "root.pem", "intermediate.pem", "rsa.pem", "ec.pem");
    Path key = folder.join("key.pem", "ec.pem", "ec-sec1.key");
    assertThat(names(pem(chain, key, "").read()))
        .containsExactly("CN=radius.test", "CN=Test intermediate");
  }

  @Test
  public void readsKeyStores() throws Exception {
    Identity identity = new IdentitySource.Pkcs12(folder.take("ec.p12"), "changeit").read();
    assertThat(names(identity)).containsExactly("CN=radius.test", "CN=Test intermediate");
    assertThat(identity.key().getAlgorithm()).isEqualTo("EC");
  }

  @Test
  public void saysWhichFileIsWrongAndWhatToDo() throws Exception {
    Path certificate = folder.take("ec.pem");
    Path key = folder.take("ec-pkcs8.key");
    Path encrypted = folder.take("ec-encrypted.key");
    Path store = folder.take("ec.p12");
    Path empty = Files.writeString(folder.path("empty"), "nothing");
    String body = Files.readString(certificate);
    Path damaged = Files.writeString(folder.path("damaged"), body.replace("MII", "M%I"));
    Path cut = Files.writeString(folder.path("cut"), body.replaceFirst("MII[^\n]*\n", ""));

    refused(pem(folder.path("none"), key, ""), "none does not exist");
    refused(pem(empty, key, ""), "empty holds no certificate");
    refused(pem(damaged, key, ""), "damaged is damaged");
    refused(pem(cut, key, ""), "cut holds a certificate that is damaged");
    refused(pem(certificate, empty, ""), "empty holds no private key");
    refused(pem(certificate, folder.take("rsa-pkcs8.key"), ""), "of one pair");
    refused(pem(certificate, folder.take("rsa-old-encrypted.key"), ""), "openssl pkcs8 -topk8");
    refused(pem(certificate, encrypted, ""), "give its password");
    refused(pem(certificate, encrypted, "wrong"), "cannot be decrypted");
    refused(new IdentitySource.Pkcs12(store, "wrong"), "the password is wrong");
    refused(new IdentitySource.Pkcs12(certificate, "changeit"), "it is no PKCS#12 file");
    Path large = Files.write(folder.path("large"), new byte[(1 << 20) + 1]);
    refused(pem(large, key, ""), "larger than 1 MiB");
  }

  @Test
  public void passwordsAndKeysAreNotPrinted() throws Exception {
    IdentitySource source = new IdentitySource.Pkcs12(folder.take("ec.p12"), "changeit");
    assertThat(source.toString()).doesNotContain("changeit");
    assertThat(pem(Path.of("a"), Path.of("b"), "changeit").toString()).doesNotContain("changeit");
    assertThat(source.read().toString()).isEqualTo("Identity[CN=radius.test]");
  }

  @Test
  public void authoritiesMayIssue() throws Exception {
    Path both = folder.join("both.pem", "root.pem", "intermediate.pem");
    assertThat(Authorities.read(both).certificates()).hasSize(2);
    Path server = folder.take("ec.pem");
    assertThatExceptionOfType(TlsFileException.class)
        .isThrownBy(() -> Authorities.read(server))
        .withMessageContaining("no authority's (CN=radius.test)");
  }

  /** Whatever an older form of key holds, it is read or refused. */
  @Test
  public void damagedKeysAreRefused() throws IOException {
    byte[] sec1 = {0x30, 0x03, 0x02, 0x01, 0x01};
    for (byte[] each :
        List.of(new byte[0], new byte[] {0x30}, sec1, new byte[] {0x30, 2, (byte) 0xA0, 0x7F})) {
      assertThat(Der.ofEc(each)).isEmpty();
    }
    byte[] hostile = {0x30, (byte) 0x84, 0x7F, -1, -1, -1, 0x02, (byte) 0x84, 0x7F, -1, -1, -1};
    assertThat(Der.ofEc(hostile)).isEmpty();
  }

  private static IdentitySource pem(Path certificates, Path key, String password) {
    return new IdentitySource.Pem(certificates, key, password);
  }

  private static List<String> names(Identity identity) {
    return identity.chain().stream().map(each -> each.getSubjectX500Principal().getName()).toList();
  }

  private static void refused(IdentitySource source, String why) {
    assertThatExceptionOfType(TlsFileException.class)
        .isThrownBy(source::read)
        .withMessageContaining(why);
  }
}
