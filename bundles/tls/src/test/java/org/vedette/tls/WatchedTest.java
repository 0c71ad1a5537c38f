package org.vedette.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Changed files are read anew, and what was good is kept. */
public class WatchedTest {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();
  private Folder folder;

  @Before
  public void folder() {
    folder = new Folder(temporary.getRoot().toPath());
  }

  @Test
  public void readsOnlyWhatChanged() throws Exception {
    Path file = folder.take("root.pem");
    AtomicInteger reads = new AtomicInteger();
    Watched<Integer> watched = new Watched<>(List.of(file), reads::incrementAndGet);

    assertThat(watched.current()).isEmpty();
    assertThat(watched.refresh()).isTrue();
    assertThat(watched.refresh()).isFalse();
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    assertThat(watched.refresh()).isTrue();
    assertThat(watched.current()).contains(2);
  }

  @Test
  public void keepsTheLastGoodUntilBothFilesFit() throws Exception {
    Path certificate = folder.copy("ec.pem", "server.pem");
    Path key = folder.copy("ec-pkcs8.key", "server.key");
    Watched<Identity> watched = Watched.identity(new IdentitySource.Pem(certificate, key, ""));
    X509Certificate first = watched.current().orElseThrow().certificate();

    replace("rsa.pem", "server.pem");
    assertThat(watched.refresh()).isTrue();
    assertThat(watched.problem().orElseThrow()).contains("server.pem", "of one pair");
    assertThat(watched.current().orElseThrow().certificate()).isEqualTo(first);
    assertThat(watched.refresh()).as("the same problem is no news").isFalse();

    replace("rsa-pkcs8.key", "server.key");
    assertThat(watched.refresh()).isTrue();
    assertThat(watched.problem()).isEmpty();
    assertThat(watched.current().orElseThrow().key().getAlgorithm()).isEqualTo("RSA");
  }

  @Test
  public void missingFilesAreFoundOnceTheyCome() throws Exception {
    Watched<Authorities> watched = Watched.authorities(folder.path("root.pem"));
    assertThat(watched.current()).isEmpty();
    assertThat(watched.problem().orElseThrow()).contains("does not exist");
    folder.take("root.pem");
    assertThat(watched.refresh()).isTrue();
    assertThat(watched.current().orElseThrow().certificates()).hasSize(1);
  }

  /** As operators should: written beside, then renamed. */
  private void replace(String from, String to) throws Exception {
    Files.move(
        folder.copy(from, "beside"),
        folder.path(to),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
