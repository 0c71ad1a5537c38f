package org.vedette.itests;

import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.vmOptions;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.replaceConfigurationFile;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/**
 * The options that boot our own distribution in Pax Exam, as {@code bin/start} would: with the keys, passwords
 * and certificate that {@code bin/prepare} makes, on free ports.
 */
final class Container {
  /** Made by {@code bin/prepare} and needed before the JVM starts. */
  private static final List<String> PREPARED = List.of("etc/tls", "var/secrets");

  private Container() {}

  static Option[] with(Option... more) {
    List<Option> all = new ArrayList<>(Arrays.asList(distribution()));
    all.addAll(prepared());
    all.addAll(Arrays.asList(more));
    return all.toArray(Option[]::new);
  }

  /** Only in the test's own JVM: the port is chosen here and written into the container's settings. */
  static Option port(String file, String key) {
    try (ServerSocket socket = new ServerSocket(0)) {
      return editConfigurationFilePut(file, key, Integer.toString(socket.getLocalPort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Option[] distribution() {
    return options(
        karafDistributionConfiguration()
            .frameworkUrl("file:" + System.getProperty("vedette.distribution"))
            .name("vedette")
            .karafVersion(System.getProperty("karaf.version"))
            .unpackDirectory(new File(System.getProperty("vedette.work"), "exam"))
            .useDeployFolder(false),
        configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
        keepRuntimeFolder(),
        vmOptions("-Xmx512m", "-XX:+UseSerialGC"),
        port("etc/org.ops4j.pax.web.cfg", "org.osgi.service.http.port.secure"));
  }

  private static List<Option> prepared() {
    try {
      Path base = Files.createTempDirectory(Path.of(System.getProperty("vedette.work")), "prepared");
      String archive = System.getProperty("vedette.distribution");
      run("tar", "-xzf", archive, "-C", base.toString(), "--strip-components=1", "--exclude=*/system/*");
      run(base.resolve("bin/prepare").toString());
      List<Option> made = new ArrayList<>();
      for (String dir : PREPARED) {
        try (Stream<Path> files = Files.list(base.resolve(dir))) {
          files.forEach(f -> made.add(replaceConfigurationFile(dir + "/" + f.getFileName(), f.toFile())));
        }
      }
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(String... command) throws IOException {
    try {
      int code = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (code != 0) {
        throw new IOException(String.join(" ", command) + " ended with " + code);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
