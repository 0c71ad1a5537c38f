package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The examples for load balancers, read by the programs they are for. */
public class BalancingRealIT {
  private static final Path EXAMPLES = Path.of("..", "config", "balancing").toAbsolutePath();

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void haproxyTakesItsFileWithAddressesFromTheEnvironmentAndWithout() {
    List<String> check =
        List.of(
            "/usr/sbin/haproxy", "-c", "-f", EXAMPLES.resolve("haproxy/haproxy.cfg").toString());
    for (Map<String, String> variables :
        List.of(
            Map.<String, String>of(),
            Map.of("VEDETTE_LISTEN", "127.0.0.1", "VEDETTE_MFA1_HTTPS", "18443"))) {
      Tools.Ran ran = Tools.attempt("haproxy", check, "", variables);
      assertThat(ran.output()).as("%s", variables).contains("valid").doesNotContain("WARNING");
      assertThat(ran.succeeded()).as(ran.output()).isTrue();
    }
    Tools.Ran wrong = Tools.attempt("haproxy", check, "", Map.of("VEDETTE_MFA1_HTTPS", "many"));
    assertThat(wrong.succeeded()).as("the environment counts").isFalse();
  }

  @Test
  public void nginxTakesItsFiles() throws IOException {
    Path tls = folder.newFolder("tls").toPath();
    Tools.run(
        "openssl",
        List.of(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-subj",
            "/CN=mfa.example.org",
            "-keyout",
            tls.resolve("public.key").toString(),
            "-out",
            tls.resolve("public.pem").toString()),
        "");
    Files.copy(tls.resolve("public.pem"), tls.resolve("servers.pem"));
    for (String file : List.of("servers.conf", "nginx.conf", "perimeter.conf")) {
      Files.copy(EXAMPLES.resolve("nginx").resolve(file), folder.getRoot().toPath().resolve(file));
    }
    for (String file : List.of("nginx.conf", "perimeter.conf")) {
      Path copy = folder.getRoot().toPath().resolve(file);
      String output =
          Tools.run(
              "nginx libnginx-mod-stream",
              List.of("/usr/sbin/nginx", "-t", "-c", copy.toString()),
              "");
      assertThat(output).as(file).contains("test is successful").doesNotContain("[warn]");
    }
  }

  @Test
  public void everyFileIsExplained() throws IOException {
    String list = Files.readString(EXAMPLES.resolve("README.md"));
    String manual = Files.readString(Path.of("..", "bundles", "replication", "OPERATING.md"));
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = EXAMPLES.relativize(file).toString();
        if (!name.equals("README.md")) {
          assertThat(list).contains(name);
          assertThat(manual).contains(name);
        }
      }
    }
  }

  @Test
  public void scriptsAreScripts() {
    for (String script : List.of("keepalived/check-radius", "nginx/watch")) {
      Path file = EXAMPLES.resolve(script);
      assertThat(file).as("to be run as it is").isExecutable();
      Tools.run("dash", List.of("sh", "-n", file.toString()), "");
    }
  }
}
