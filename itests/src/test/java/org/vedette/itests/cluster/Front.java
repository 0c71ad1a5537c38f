package org.vedette.itests.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.vedette.itests.blackbox.Place;

/**
 * HAProxy and nginx on one host of a lab, with one address for all servers: LDAP and HTTPS by the
 * first, RADIUS by the second, neither with stickiness.
 */
final class Front implements AutoCloseable {
  /** Its host number. */
  static final int HOST = 9;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ClusterLab lab;
  private final Place place;
  private final Path folder;
  private final List<Process> running = new ArrayList<>();

  /** Starts both, for these servers. */
  Front(ClusterLab lab, List<LabServer> servers) throws IOException {
    this.lab = lab;
    place = lab.net().add(HOST, java.util.Map.of());
    folder = Files.createDirectory(lab.folder().resolve("front"));
    start("haproxy", haproxy(servers), "/usr/sbin/haproxy", "-db", "-f");
    start("nginx-core and libnginx-mod-stream", nginx(servers), "/usr/sbin/nginx", "-c");
    for (int port : List.of(389, 443)) {
      LabServer.await("HAProxy listens at " + port, 20).until(() -> listens(port));
    }
  }

  private boolean listens(int port) throws IOException {
    for (Process each : running) {
      if (!each.isAlive()) {
        throw new AssertionError("a balancer ended: " + log());
      }
    }
    try (java.net.Socket socket = new java.net.Socket()) {
      socket.connect(at(port), (int) PATIENCE.toMillis());
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private void start(String packages, String settings, String program, String... options)
      throws IOException {
    String name = Path.of(program).getFileName().toString();
    Path file = Files.writeString(folder.resolve(name + ".conf"), settings);
    if (!Files.isExecutable(Path.of(program))) {
      throw new AssertionError(program + " is missing: install the package " + packages);
    }
    List<String> command = new ArrayList<>(place.entering());
    command.add(program);
    command.addAll(List.of(options));
    command.add(file.toString());
    running.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".out").toFile())
            .start());
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

  private static String haproxy(List<LabServer> servers) {
    StringBuilder text =
        new StringBuilder(
            """
            defaults
              mode tcp
              balance roundrobin
              option redispatch 1
              retries 3
              timeout connect 1s
              timeout client 5m
              timeout server 5m
              default-server check inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
            """);
    for (int[] ports : new int[][] {{389, 389}, {443, 8443}}) {
      text.append("listen p%d\n  bind :%d\n".formatted(ports[0], ports[0]));
      for (LabServer each : servers) {
        text.append(
            "  server %s %s:%d\n".formatted(each, each.address().getHostAddress(), ports[1]));
      }
    }
    return text.toString();
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
