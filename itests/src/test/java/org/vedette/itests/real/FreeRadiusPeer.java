package org.vedette.itests.real;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.vedette.itests.blackbox.Site;

/**
 * A FreeRADIUS 3 of one test: as the older server that this one asks (PAP, challenge, MS-CHAPv2,
 * PEAP, EAP-TTLS), and in front of this one (PEAP ends there, MS-CHAPv2 is asked here).
 */
final class FreeRadiusPeer implements AutoCloseable {
  /** The password of its users. */
  static final String PASSWORD = "vdtmark-Older-Server-5";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path folder;
  private final int target = freePort();
  private final int front = freePort();
  private final Process process;
  private final TestAuthority authority;

  /** Starts it, in front of the server at this address. */
  FreeRadiusPeer(InetSocketAddress behind) throws IOException {
    folder =
        Files.createTempDirectory(
            "freeradius",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    authority = TestAuthority.in(folder);
    Files.writeString(folder.resolve("users"), USERS.replace("PASSWORD", PASSWORD));
    Files.writeString(folder.resolve("radiusd.conf"), settings(behind));
    Files.createSymbolicLink(
        folder.resolve("dictionary"), Path.of("/usr/share/freeradius/dictionary"));
    Path output = folder.resolve("output");
    process = start(output);
    try {
      Peer.awaitStatus(target(), process, output);
    } catch (AssertionError silent) {
      close();
      throw silent;
    }
  }

  private Process start(Path output) {
    try {
      return new ProcessBuilder("freeradius", "-f", "-d", folder.toString(), "-l", "stdout")
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
    } catch (IOException missing) {
      throw new AssertionError("freeradius cannot be run; install the package freeradius", missing);
    }
  }

  /** Where it checks passwords itself. */
  InetSocketAddress target() {
    return new InetSocketAddress("127.0.0.1", target);
  }

  /** Where it ends PEAP and asks the server behind it. */
  InetSocketAddress front() {
    return new InetSocketAddress("127.0.0.1", front);
  }

  /** The authority of its certificate. */
  Path certificate() {
    return authority.certificate();
  }

  /** What it logged. */
  String log() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }

  private static int freePort() throws IOException {
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      return free.getLocalPort();
    }
  }

  private static final String USERS =
      """
      alice Cleartext-Password := "PASSWORD"
        Class = "one",
        Cisco-AVPair = "shell:a=1",
        Cisco-AVPair += "shell:b=2",
        Tunnel-Password:1 = "tunnel secret",
        Reply-Message = "Welcome"
      wifi Cleartext-Password := "PASSWORD"
      dora Cleartext-Password := "PASSWORD"
      """;

  private String settings(InetSocketAddress behind) {
    return SETTINGS
        .replace("FOLDER", folder.toString())
        .replace("SECRET", Site.SECRET)
        .replace("CERTIFICATE", authority.serverCertificate().toString())
        .replace("KEY_FILE", authority.serverKey().toString())
        .replace("AUTHORITY", authority.certificate().toString())
        .replace("PORT_TARGET", Integer.toString(target))
        .replace("PORT_FRONT", Integer.toString(front))
        .replace("PORT_BEHIND", Integer.toString(behind.getPort()))
        .replace("HOST_BEHIND", behind.getAddress().getHostAddress());
  }

  private static final String SETTINGS =
      """
      prefix = /usr
      logdir = "FOLDER"
      raddbdir = "FOLDER"
      run_dir = "FOLDER"
      libdir = /usr/lib/freeradius
      pidfile = "FOLDER/pid"
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
        ipaddr = HOST_BEHIND
        port = PORT_BEHIND
        secret = SECRET
        require_message_authenticator = yes
        response_window = 30
        status_check = status-server
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
        files {
          filename = "FOLDER/users"
        }
        expr {
        }
        pap {
        }
        mschap {
        }
        always reject {
          rcode = reject
        }
        always handled {
          rcode = handled
        }
        eap eap_target {
          default_eap_type = peap
          max_sessions = 1024
          tls-config common {
            private_key_file = "KEY_FILE"
            certificate_file = "CERTIFICATE"
            ca_file = "AUTHORITY"
            fragment_size = 512
          }
          mschapv2 {
          }
          ttls {
            tls = common
            virtual_server = inner
          }
          peap {
            tls = common
            default_eap_type = mschapv2
            virtual_server = inner
          }
        }
        eap {
          default_eap_type = peap
          max_sessions = 1024
          tls-config common {
            private_key_file = "KEY_FILE"
            certificate_file = "CERTIFICATE"
            ca_file = "AUTHORITY"
          }
          mschapv2 {
          }
          peap {
            tls = common
            default_eap_type = mschapv2
            proxy_tunneled_request_as_eap = no
            virtual_server = inner_front
          }
        }
      }
      server target {
        listen {
          type = auth
          ipaddr = 127.0.0.1
          port = PORT_TARGET
        }
        authorize {
          files
          if (&User-Name == "dora" && &State) {
            if (&User-Password == "24680") {
              update control {
                Auth-Type := Accept
              }
            }
            else {
              reject
            }
          }
          elsif (&User-Name == "dora") {
            update control {
              Auth-Type := challenge
            }
          }
          else {
            eap_target {
              ok = return
            }
            mschap
            pap
          }
        }
        authenticate {
          Auth-Type challenge {
            pap
            if (ok) {
              update reply {
                State := "%{randstr:aaaaaaaaaaaaaaaa}"
                Reply-Message := "Token code?"
                Message-Authenticator := 0x00
              }
              update control {
                Response-Packet-Type := Access-Challenge
              }
              handled
            }
          }
          Auth-Type PAP {
            pap
          }
          Auth-Type MS-CHAP {
            mschap
          }
          eap_target
        }
        post-auth {
          update reply {
            Message-Authenticator := 0x00
          }
          Post-Auth-Type REJECT {
            update reply {
              Message-Authenticator := 0x00
            }
          }
          Post-Auth-Type Challenge {
            update reply {
              Message-Authenticator := 0x00
            }
          }
        }
      }
      server inner {
        authorize {
          files
          eap_target {
            ok = return
          }
          mschap
          pap
        }
        authenticate {
          Auth-Type PAP {
            pap
          }
          Auth-Type MS-CHAP {
            mschap
          }
          eap_target
        }
      }
      server front {
        listen {
          type = auth
          ipaddr = 127.0.0.1
          port = PORT_FRONT
        }
        authorize {
          eap {
            ok = return
          }
        }
        authenticate {
          eap
        }
        post-proxy {
          eap
        }
      }
      server inner_front {
        authorize {
          update control {
            Proxy-To-Realm := "behind"
          }
          eap
        }
        authenticate {
          eap
        }
        post-proxy {
          eap
        }
      }
      """;
}
