package org.vedette.itests.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.vedette.itests.blackbox.Place;

/**
 * HAProxy and nginx on one host of a lab, with one address for two servers: LDAPS and HTTPS by the
 * first, with the settings that are shipped, RADIUS by the second; neither with stickiness.
 */
final class Front implements AutoCloseable {
  /** Its host number. */
  static final int HOST = 9;

  static final int HTTPS = 8443;
  static final int LDAPS = 636;
  static final int RADIUS = 1812;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ClusterLab lab;
  private final Place place;
  private final Path folder;
  private final List<Process> running = new ArrayList<>();

  /** Starts both, for these servers. */
  Front(ClusterLab lab, List<LabServer> servers) throws IOException {
    this.lab = lab;
    place = lab.net().add(HOST, Map.of());
    folder = Files.createDirectory(lab.folder().resolve("front"));
    Path shipped =
        Path.of(System.getProperty("vedette.bundles"), "../config/balancing/haproxy/haproxy.cfg");
    Map<String, String> where =
        Map.of(
            "VEDETTE_MFA1", servers.get(0).address().getHostAddress(),
            "VEDETTE_MFA2", servers.get(1).address().getHostAddress());
    start("haproxy", shipped, where, "/usr/sbin/haproxy", "-db", "-f");
    Path nginx = Files.writeString(folder.resolve("nginx.conf"), nginx(servers));
    start("nginx-core, libnginx-mod-stream", nginx, Map.of(), "/usr/sbin/nginx", "-c");
    for (int port : List.of(LDAPS, HTTPS)) {
      LabServer.await("HAProxy listens at " + port, 20).until(() -> listens(port));
    }
  }

  private boolean listens(int port) throws IOException {
    for (Process each : running) {
      if (!each.isAlive()) {
        throw new AssertionError("a balancer ended: " + log());
      }
    }
    try (Socket socket = new Socket()) {
      socket.connect(at(port), (int) PATIENCE.toMillis());
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private void start(
      String packages, Path settings, Map<String, String> where, String program, String... options)
      throws IOException {
    String name = Path.of(program).getFileName().toString();
    if (!Files.isExecutable(Path.of(program))) {
      throw new AssertionError(program + " is missing: install the package " + packages);
    }
    List<String> command = new ArrayList<>(place.entering());
    command.add(program);
    command.addAll(List.of(options));
    command.add(settings.toString());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".out").toFile());
    builder.environment().putAll(where);
    running.add(builder.start());
  }

  /** What both printed. */
  private String log() throws IOException {
    return Files.readString(folder.resolve("haproxy.out"))
        + Files.readString(folder.resolve("nginx.out"));
  }

  /** Its address with a port. */
  InetSocketAddress at(int port) {
    return new InetSocketAddress(place.address(), port);
  }

  /** It does not reach a server, or does again. */
  void reaches(LabServer server, boolean does) {
    lab.net().lose(HOST, server.host(), does ? 0 : 100);
    lab.net().lose(server.host(), HOST, does ? 0 : 100);
  }

  private String nginx(List<LabServer> servers) {
    StringBuilder upstream = new StringBuilder();
    for (LabServer each : servers) {
      upstream.append(
          "    server %s:1812 max_fails=1 fail_timeout=5s;\n"
              .formatted(each.address().getHostAddress()));
    }
    return """
        load_module /usr/lib/nginx/modules/ngx_stream_module.so;
        daemon off;
        pid FOLDER/nginx.pid;
        error_log FOLDER/nginx.log;
        events {}
        stream {
          upstream radius {
        UPSTREAM  }
          server {
            listen 1812 udp;
            proxy_pass radius;
            proxy_responses 1;
            proxy_timeout 1s;
          }
        }
        """
        .replace("FOLDER", folder.toString())
        .replace("UPSTREAM", upstream);
  }

  @Override
  public void close() {
    for (Process each : running) {
      each.destroy();
    }
    for (Process each : running) {
      try {
        if (!each.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          each.destroyForcibly();
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
