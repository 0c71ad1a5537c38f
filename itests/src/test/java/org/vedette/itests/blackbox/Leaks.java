package org.vedette.itests.blackbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for the marked secrets of tests in everything that a server wrote. */
final class Leaks {
  /** Secrets of tests hold one of these; the second is the first in Base32. */
  private static final List<String> MARKS =
      List.of("vdtmark-", "OZSHI3LBOJVS", "marked-service", "marked-alice");

  private Leaks() {}

  /** Fails with the names of files below {@code base} that hold a marked secret. */
  static void assertNone(Path base) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String folder : List.of("var", "etc", "data")) {
      Path root = base.resolve(folder);
      if (Files.isDirectory(root)) {
        try (Stream<Path> files = Files.walk(root)) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            if (holdsMark(file)) {
              found.add(base.relativize(file));
            }
          }
        }
      }
    }
    if (!found.isEmpty()) {
      throw new AssertionError("a secret was written in clear to " + found);
    }
  }

  private static boolean holdsMark(Path file) throws IOException {
    String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    return MARKS.stream().anyMatch(content::contains);
  }
}
