package org.vedette.sdk.capability;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.sdk.http.Problem;

/** A body that is too large for memory, in a temporary file only we can read. */
final class Upload {
  private static final Logger LOG = LoggerFactory.getLogger(Upload.class);

  private Upload() {}

  /** Writes the body to a file; one larger than {@code most} bytes is a problem. */
  static Path receive(InputStream body, long most) throws IOException {
    Path file = Files.createTempFile("vedette-upload", ".jar");
    boolean whole = false;
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      long size = 0;
      for (int read = body.read(buffer); read > 0; read = body.read(buffer)) {
        size += read;
        if (size > most) {
          throw Problem.tooLarge("file: a jar holds at most " + (most >> 20) + " MiB");
        }
        out.write(buffer, 0, read);
      }
      if (size == 0) {
        throw Problem.field("file", "send the jar as the body, as application/java-archive");
      }
      whole = true;
      return file;
    } finally {
      if (!whole) {
        remove(file);
      }
    }
  }

  static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      LOG.warn("A temporary file stays file={} cause={}", file, stays.getMessage());
    }
  }
}
