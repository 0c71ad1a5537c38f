package org.vedette.itests;

import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.systemTimeout;
import static org.ops4j.pax.exam.CoreOptions.vmOptions;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.replaceConfigurationFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/**
 * The options that boot our own distribution in Pax Exam, as {@code bin/start} would: with the
 * keys, passwords and certificate that {@code bin/prepare} makes, on free ports.
 */
final class Container {
  /** Made by {@code bin/prepare} and needed before the JVM starts. */
  private static final List<String> PREPARED = List.of("etc/tls", "var/secrets", "var/run");

  private Container() {}

  static Option[] with(Option... more) {
    try {
      Path base = prepare();
      List<Option> all = new ArrayList<>(Arrays.asList(distribution()));
      all.add(vmOptions(launcherOptions(base)));
      all.addAll(made(base));
      all.addAll(Arrays.asList(more));
      return all.toArray(Option[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Only in the test's own JVM: the port is chosen here and written into the container's settings.
   */
  private static Option port(String file, String key, String prefix) {
    try (ServerSocket tcp = new ServerSocket(0);
        DatagramSocket udp = new DatagramSocket(tcp.getLocalPort())) {
      return editConfigurationFilePut(file, key, prefix + udp.getLocalPort());
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
            .unpackDirectory(work().resolve("exam").toFile())
            .useDeployFolder(false),
        configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
        keepRuntimeFolder(),
        systemTimeout(90_000),
        vmOptions("-Xmx512m", "-XX:+UseSerialGC"),
        // The server looks for bundles only in its own system/, where the test framework is not.
        editConfigurationFilePut(
            "etc/org.ops4j.pax.url.mvn.cfg",
            "org.ops4j.pax.url.mvn.defaultRepositories",
            "${karaf.home.uri}system@id=system@snapshots, file:"
                + work().resolve("exam-repository")
                + "@id=exam"),
        port("etc/org.ops4j.pax.web.cfg", "org.osgi.service.http.port.secure", ""),
        port("etc/org.vedette.radius.cfg", "authenticationAddresses", "127.0.0.1:"),
        port("etc/org.vedette.radius.cfg", "accountingAddresses", "127.0.0.1:"));
  }

  /** Unpacks all but the bundles and runs {@code bin/prepare} there. */
  private static Path prepare() throws IOException {
    Path base = Files.createTempDirectory(work(), "prepared");
    String archive = System.getProperty("vedette.distribution");
    run(
        "tar",
        "-xzf",
        archive,
        "-C",
        base.toString(),
        "--strip-components=1",
        "--exclude=*/system/*");
    run(base.resolve("bin/prepare").toString());
    return base;
  }

  private static List<Option> made(Path base) throws IOException {
    List<Option> made = new ArrayList<>();
    for (String dir : PREPARED) {
      try (Stream<Path> files = Files.list(base.resolve(dir))) {
        files.forEach(
            f -> made.add(replaceConfigurationFile(dir + "/" + f.getFileName(), f.toFile())));
      }
    }
    return made;
  }

  /** What {@code bin/karaf} opens, exports and patches in the JDK's modules. */
  private static String[] launcherOptions(Path base) throws IOException {
    try (Stream<String> lines = Files.lines(base.resolve("bin/karaf"))) {
      return lines
          .map(String::strip)
          .filter(line -> line.startsWith("--"))
          .map(
              line ->
                  line.replace("\\", "")
                      .replace("\"", "")
                      .replace("${KARAF_HOME}", base.toString()))
          .flatMap(line -> Arrays.stream(line.strip().split(" ")))
          .toArray(String[]::new);
    }
  }

  private static Path work() {
    return Path.of(System.getProperty("vedette.work"));
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
