package org.vedette.itests.real;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vedette.itests.blackbox.Site;

/** Two proxies that take RADIUS by UDP and hand it on by TLS: radsecproxy and FreeRADIUS. */
final class RadsecPeers implements AutoCloseable {
  private final InetSocketAddress radsecproxy;
  private final InetSocketAddress freeRadius;
  private final Peer first;
  private final Peer second;

  /**
   * Starts both.
   *
   * @param authority of all certificates; has made {@code nas} and {@code front}
   * @param port where the server takes TLS
   * @param frontAddress where FreeRADIUS comes from
   */
  RadsecPeers(Path folder, TestAuthority authority, int port, String frontAddress)
      throws IOException {
    radsecproxy = loopback(Peer.freePort());
    freeRadius = loopback(Peer.freePort());
    Path settings = folder.resolve("radsecproxy.conf");
    Files.writeString(settings, filled(RADSECPROXY, authority, port, frontAddress));
    Path raddb = Files.createDirectory(folder.resolve("raddb"));
    Files.writeString(
        raddb.resolve("radiusd.conf"),
        filled(FREERADIUS, authority, port, frontAddress).replace("RADDB", raddb.toString()));
    Files.createSymbolicLink(
        raddb.resolve("dictionary"), Path.of("/usr/share/freeradius/dictionary"));
    first =
        new Peer(
                "radsecproxy",
                folder,
                // Level 5 tells of answers to Status-Server.
                List.of("radsecproxy", "-f", "-d", "5", "-c", settings.toString()))
            .await(radsecproxy.getPort());
    second =
        new Peer(
                "freeradius",
                folder,
                List.of("freeradius", "-f", "-d", raddb.toString(), "-l", "stdout"))
            .await(freeRadius.getPort());
  }

  private String filled(String text, TestAuthority authority, int port, String frontAddress) {
    return text.replace("SECRET", Site.SECRET)
        .replace("AUTHORITY", authority.certificate().toString())
        .replace("NAS_CERTIFICATE", authority.file("nas.pem").toString())
        .replace("NAS_KEY", authority.file("nas.key").toString())
        .replace("FRONT_CERTIFICATE", authority.file("front.pem").toString())
        .replace("FRONT_KEY", authority.file("front.key").toString())
        .replace("FRONT_ADDRESS", frontAddress)
        .replace("PORT_PROXY", Integer.toString(radsecproxy.getPort()))
        .replace("PORT_FRONT", Integer.toString(freeRadius.getPort()))
        .replace("PORT_TLS", Integer.toString(port));
  }

  /** Where radsecproxy takes UDP. */
  InetSocketAddress radsecproxy() {
    return radsecproxy;
  }

  /** Where FreeRADIUS takes UDP. */
  InetSocketAddress freeRadius() {
    return freeRadius;
  }

  /** What both printed. */
  String log() throws IOException {
    return first.log() + second.log();
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static final String RADSECPROXY =
      """
      ListenUDP 127.0.0.1:PORT_PROXY
      tls ours {
        CACertificateFile AUTHORITY
        CertificateFile NAS_CERTIFICATE
        CertificateKeyFile NAS_KEY
      }
      client loopback {
        host 127.0.0.1
        type udp
        secret SECRET
      }
      server vedette {
        host 127.0.0.1
        port PORT_TLS
        type tls
        secret radsec
        tls ours
        statusServer on
      }
      server idle {
        host 127.0.0.1
        port PORT_TLS
        type tls
        secret radsec
        tls ours
        statusServer on
      }
      realm idle.example.org {
        server idle
      }
      realm * {
        server vedette
      }
      """;

  private static final String FREERADIUS =
      """
      prefix = /usr
      logdir = "RADDB"
      raddbdir = "RADDB"
      run_dir = "RADDB"
      libdir = /usr/lib/freeradius
      pidfile = "RADDB/pid"
      max_request_time = 60
      proxy_requests = yes
      log {
        destination = stdout
        auth = yes
      }
      security {
        reject_delay = 0
        status_server = yes
      }
      thread pool {
        start_servers = 2
        max_servers = 8
        min_spare_servers = 1
        max_spare_servers = 4
        max_requests_per_server = 0
      }
      client loopback {
        ipaddr = 127.0.0.0/8
        secret = SECRET
        require_message_authenticator = yes
      }
      proxy server {
      }
      home_server behind {
        type = auth
        ipaddr = 127.0.0.1
        src_ipaddr = FRONT_ADDRESS
        port = PORT_TLS
        proto = tcp
        secret = radsec
        response_window = 30
        status_check = status-server
        tls {
          private_key_file = "FRONT_KEY"
          certificate_file = "FRONT_CERTIFICATE"
          ca_file = "AUTHORITY"
          cipher_list = "DEFAULT"
          fragment_size = 8192
          # By TLS 1.3 it would be sent a session ticket, which FreeRADIUS 3.2.1 reads as if it were a packet: if that is
          # before its first request was sent, it waits with it for good.
          tls_min_version = "1.2"
          tls_max_version = "1.2"
        }
      }
      home_server_pool behind {
        type = fail-over
        home_server = behind
      }
      realm behind {
        auth_pool = behind
        nostrip
      }
      modules {
      }
      server front {
        listen {
          type = auth
          ipaddr = 127.0.0.1
          port = PORT_FRONT
        }
        authorize {
          update control {
            Proxy-To-Realm := "behind"
          }
        }
      }
      """;
}
