package org.vedette.itests.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A disk of a server that takes long to force anything: {@code fsync} and {@code fdatasync} of the
 * process wait first, for as long as a file says at that moment.
 */
final class SlowDisk {
  private static final String SOURCE =
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <fcntl.h>
      #include <stdlib.h>
      #include <time.h>
      #include <unistd.h>

      static void wait_first(void) {
        const char *name = getenv("SLOW_DISK");
        int file = name ? open(name, O_RDONLY) : -1;
        if (file < 0) return;
        char text[16] = {0};
        if (read(file, text, sizeof text - 1) > 0) {
          long millis = atol(text);
          struct timespec time = {millis / 1000, millis % 1000 * 1000000};
          if (millis > 0) nanosleep(&time, 0);
        }
        close(file);
      }

      int fsync(int file) {
        static int (*real)(int);
        if (!real) real = dlsym(RTLD_NEXT, "fsync");
        wait_first();
        return real(file);
      }

      int fdatasync(int file) {
        static int (*real)(int);
        if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
        wait_first();
        return real(file);
      }
      """;

  private final Path library;
  private final Path says;

  /** Builds it in this folder; it is quick until it is told otherwise. */
  SlowDisk(Path folder, String name) throws IOException {
    Path source = Files.writeString(folder.resolve("slow-disk.c"), SOURCE);
    library = folder.resolve("slow-disk.so");
    says = Files.writeString(folder.resolve("slow-disk-" + name), "0");
    Host.run("gcc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString(), "-ldl");
  }

  /** What a server needs in its environment to have this disk. */
  Map<String, String> variables() {
    return Map.of("LD_PRELOAD", library.toString(), "SLOW_DISK", says.toString());
  }

  /** Forcing anything takes so much longer from now on. */
  void takes(Duration longer) throws IOException {
    Files.writeString(says, Long.toString(longer.toMillis()));
  }
}
