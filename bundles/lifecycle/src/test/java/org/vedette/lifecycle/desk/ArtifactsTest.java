package org.vedette.lifecycle.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ArtifactsTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void findsTheFileBehindALocation() throws IOException {
    Path root = folder.getRoot().toPath();
    Path jar = root.resolve("org/made/thing/1.0-SNAPSHOT/thing-1.0-SNAPSHOT.jar");
    Files.createDirectories(jar.getParent());
    Files.writeString(jar, "x");
    Artifacts artifacts = new Artifacts(root);

    assertThat(artifacts.of("mvn:org.made/thing/1.0-SNAPSHOT")).contains(jar);
    assertThat(artifacts.of("mvn:file:/repo!org.made/thing/1.0-SNAPSHOT/jar")).isEmpty();
    assertThat(artifacts.of(jar.toUri().toString())).contains(jar);
    assertThat(artifacts.of("reference:file:org/made/thing/1.0-SNAPSHOT/thing-1.0-SNAPSHOT.jar"))
        .contains(jar);
    assertThat(artifacts.of("mvn:org.made/other/1")).isEmpty();
    assertThat(artifacts.of("mvn:../../etc/thing/1")).isEmpty();
    assertThat(artifacts.of("http://made.example/thing.jar")).isEmpty();
  }
}
