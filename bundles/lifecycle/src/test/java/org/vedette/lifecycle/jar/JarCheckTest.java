package org.vedette.lifecycle.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class JarCheckTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final JarCheck check = new JarCheck(17);

  private static byte[] jar(String name, String version, int major) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", name);
    main.putValue("Bundle-Version", version);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
      out.putNextEntry(new JarEntry("org/made/Thing.class"));
      out.write(new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0});
      out.write(major);
      out.write("content that a checksum covers".getBytes(StandardCharsets.UTF_8));
      out.closeEntry();
    }
    return bytes.toByteArray();
  }

  private Checked check(byte[] jar) throws IOException {
    Path file = folder.newFile().toPath();
    Files.write(file, jar);
    return check.check(file);
  }

  private static String why(Checked checked) {
    return checked.match(fine -> "fine", Checked.Bad::why);
  }

  @Test
  public void readsNameVersionAndDigest() throws IOException {
    JarFacts facts =
        check(jar("org.made;singleton:=true", "1.2.3.q", 61))
            .match(Checked.Fine::facts, bad -> new JarFacts(bad.why(), "", "", java.util.Map.of()));

    assertThat(facts.symbolicName()).isEqualTo("org.made");
    assertThat(facts.version()).isEqualTo("1.2.3.q");
    assertThat(facts.sha256()).hasSize(64);
  }

  @Test
  public void refusesWhatIsCutAtAnyPlace() throws IOException {
    byte[] whole = jar("org.made", "1.0.0", 61);
    for (int length = 0; length < whole.length; length++) {
      assertThat(why(check(Arrays.copyOf(whole, length))))
          .as("%d", length)
          .contains("no whole jar");
    }
  }

  @Test
  public void refusesAFlippedBitInTheContent() throws IOException {
    byte[] jar = jar("org.made", "1.0.0", 61);
    String text = new String(jar, StandardCharsets.ISO_8859_1);
    int entry = text.indexOf("org/made/Thing.class") + "org/made/Thing.class".length();
    jar[entry + 20] ^= 4;

    assertThat(why(check(jar))).contains("no whole jar");
  }

  @Test
  public void refusesWhatIsCompiledForANewerJava() throws IOException {
    assertThat(why(check(jar("org.made", "1.0.0", 69))))
        .isEqualTo("org.made.Thing is compiled for Java 25, and this server runs on Java 17.");
  }

  @Test
  public void refusesWhatIsNoBundle() throws IOException {
    assertThat(why(check(jar("not a name", "1.0.0", 61)))).contains("no bundle");
    assertThat(why(check(jar("org.made", "1.x", 61)))).contains("Bundle-Version is '1.x'");
  }
}
