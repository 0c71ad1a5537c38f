package org.vedette.lifecycle.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.lifecycle.files.KeptJars.Kept;
import org.vedette.lifecycle.jar.Digests;

public class KeptJarsTest {
  private static final String NAME = "org.made";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private String keep(KeptJars kept, String content) throws IOException {
    Path jar = folder.newFile().toPath();
    Files.writeString(jar, content);
    String digest = Digests.sha256(jar);
    kept.keep(NAME, jar, content, digest);
    return digest;
  }

  @Test
  public void goesBackOneByOneAndKeepsThree() throws IOException {
    KeptJars kept = new KeptJars(folder.getRoot().toPath());
    String one = keep(kept, "1.0");
    keep(kept, "2.0-rc");
    String three = keep(kept, "3.0");
    String four = keep(kept, "4.0");
    kept.prune(NAME, "current");

    assertThat(kept.last(NAME, "current").map(Kept::version)).contains("4.0");
    kept.prune(NAME, four);
    assertThat(kept.last(NAME, four).map(Kept::version)).contains("3.0");
    kept.prune(NAME, three);
    assertThat(kept.last(NAME, three).map(Kept::version)).contains("2.0-rc");
    assertThat(kept.last("org.other", one)).isEmpty();
  }

  @Test
  public void whatServesNowIsNothingToGoBackTo() throws IOException {
    KeptJars kept = new KeptJars(folder.getRoot().toPath());
    String only = keep(kept, "1.0");

    assertThat(kept.last(NAME, only)).isEmpty();
  }
}
