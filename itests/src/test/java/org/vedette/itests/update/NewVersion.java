package org.vedette.itests.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Makes the same bundle under another version. */
final class NewVersion {
  private NewVersion() {}

  static Path of(Path jar, String version) throws IOException {
    Path next = Files.createTempFile("vedette-" + version, ".jar");
    try (JarInputStream in = new JarInputStream(Files.newInputStream(jar))) {
      Manifest manifest = in.getManifest();
      manifest.getMainAttributes().putValue("Bundle-Version", version);
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(next), manifest)) {
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
            out.putNextEntry(new ZipEntry(entry.getName()));
            in.transferTo(out);
          }
        }
      }
    }
    return next;
  }
}
