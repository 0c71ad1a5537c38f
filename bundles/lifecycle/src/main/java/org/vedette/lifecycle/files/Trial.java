package org.vedette.lifecycle.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The update under way, written before the bundle is touched and deleted when it is confirmed or
 * taken back. {@code bin/prepare} drops the platform's cache when it finds one, so that what was
 * never confirmed is installed anew from the jar before.
 *
 * @param operation id of the operation
 * @param symbolicName symbolic name of the bundle
 * @param fromSha256 digest of the jar before
 * @param toSha256 digest of the jar that is tried
 * @param process which process does it
 */
public record Trial(
    String operation, String symbolicName, String fromSha256, String toSha256, String process) {

  /** Writes it. */
  public void write(Path file) throws IOException {
    Facts.write(
        file,
        Map.of(
            "operation", operation,
            "symbolicName", symbolicName,
            "fromSha256", fromSha256,
            "toSha256", toSha256,
            "process", process));
  }

  /** Reads it; empty when no update is under way. */
  public static Optional<Trial> read(Path file) throws IOException {
    return Facts.read(file)
        .map(
            it ->
                new Trial(
                    it.getOrDefault("operation", ""),
                    it.getOrDefault("symbolicName", ""),
                    it.getOrDefault("fromSha256", ""),
                    it.getOrDefault("toSha256", ""),
                    it.getOrDefault("process", "")));
  }
}
