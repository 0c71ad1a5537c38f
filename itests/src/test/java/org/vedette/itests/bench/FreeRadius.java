package org.vedette.itests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.vedette.client.radius.RadiusClient;
import org.vedette.testkit.oath.SoftToken;

/**
 * A FreeRADIUS 3 with settings of its own in a temporary folder: four servers in one process, for
 * the code alone (rlm_totp), for password and code in one field, for a challenge, and for
 * MS-CHAPv2. It remembers no code, keeps no audit record, and does not log sign-ins: the least that
 * its documentation shows.
 */
final class FreeRadius implements AutoCloseable {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int SECRET_CHARACTERS = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path folder;
  private final int[] ports;
  private final List<BenchUser> users = new ArrayList<>();
  private final Process process;

  /**
   * Starts it with as many users.
   *
   * @param ldap the directory that checks passwords
   * @param userDn DN of a user in it, with {@code %{User-Name}}
   */
  FreeRadius(int count, String ldap, String userDn) throws IOException, InterruptedException {
    folder =
        Files.createTempDirectory(
            "freeradius",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    ports = freePorts();
    Files.writeString(folder.resolve("users"), users(count));
    Files.writeString(folder.resolve("radiusd.conf"), settings(ldap, userDn));
    Files.createSymbolicLink(
        folder.resolve("dictionary"), Path.of("/usr/share/freeradius/dictionary"));
    Path output = folder.resolve("output");
    process =
        new ProcessBuilder("freeradius", "-f", "-d", folder.toString(), "-l", "stdout")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try (RadiusClient client = RadiusClient.to(code(), BenchSite.SECRET).sends(1).open()) {
      long limit = System.nanoTime() + PATIENCE.toNanos();
      while (client.status().silent()) {
        if (!process.isAlive() || System.nanoTime() - limit > 0) {
          String said = Files.readString(output);
          close();
          throw new IOException("FreeRADIUS does not answer: " + said);
        }
      }
    }
  }

  /** Where it checks a code alone. */
  InetSocketAddress code() {
    return new InetSocketAddress("127.0.0.1", ports[0]);
  }

  /** Where it checks a password with a code behind it. */
  InetSocketAddress appended() {
    return new InetSocketAddress("127.0.0.1", ports[1]);
  }

  /** Where it checks a password, asks, and checks the code. */
  InetSocketAddress challenge() {
    return new InetSocketAddress("127.0.0.1", ports[2]);
  }

  /** Where it checks a password by MS-CHAPv2, with the password in clear in its file. */
  InetSocketAddress msChap2() {
    return new InetSocketAddress("127.0.0.1", ports[3]);
  }

  /** Its users. */
  List<BenchUser> users() {
    return List.copyOf(users);
  }

  ServerProcess process() {
    return new ServerProcess(process.pid());
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(FreeRadius::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static int[] freePorts() throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    try (DatagramSocket one = new DatagramSocket(0, loopback);
        DatagramSocket two = new DatagramSocket(0, loopback);
        DatagramSocket three = new DatagramSocket(0, loopback);
        DatagramSocket four = new DatagramSocket(0, loopback)) {
      return new int[] {
        one.getLocalPort(), two.getLocalPort(), three.getLocalPort(), four.getLocalPort()
      };
    }
  }

  private String users(int count) {
    Random random = new SecureRandom();
    StringBuilder lines = new StringBuilder();
    for (int number = 1; number <= count; number++) {
      StringBuilder secret = new StringBuilder();
      for (int i = 0; i < SECRET_CHARACTERS; i++) {
        secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      String name = BenchUser.name(number);
      lines
          .append(name)
          .append(" TOTP-Secret := \"")
          .append(secret)
          .append("\", Cleartext-Password := \"")
          .append(BenchSite.PASSWORD)
          .append("\"\n");
      users.add(BenchUser.timed(name, SoftToken.scan("otpauth://totp/x?secret=" + secret)));
    }
    return lines.toString();
  }

  private String settings(String ldap, String userDn) {
    return """
        prefix = /usr
        logdir = "FOLDER"
        raddbdir = "FOLDER"
        run_dir = "FOLDER"
        libdir = /usr/lib/freeradius
        pidfile = "FOLDER/pid"
        max_request_time = 30
        cleanup_delay = 5
        max_requests = 65536
        hostname_lookups = no
        proxy_requests = no
        log {
          destination = stdout
          auth = no
        }
        security {
          max_attributes = 200
          reject_delay = 0
          status_server = yes
        }
        thread pool {
          start_servers = 5
          max_servers = 32
          min_spare_servers = 3
          max_spare_servers = 10
          max_requests_per_server = 0
        }
        client loopback {
          ipaddr = 127.0.0.0/8
          secret = SECRET
          require_message_authenticator = yes
        }
        modules {
          files {
            filename = "FOLDER/users"
          }
          totp {
          }
          expr {
          }
          mschap {
            use_mppe = yes
            require_encryption = no
            with_ntdomain_hack = no
          }
          always reject {
            rcode = reject
          }
          always handled {
            rcode = handled
          }
          ldap {
            server = "LDAP"
            base_dn = "BASE_DN"
            user_dn = "LDAP-UserDn"
            options {
              res_timeout = 10
              net_timeout = 5
            }
            pool {
              start = 4
              min = 4
              max = 32
              spare = 4
              uses = 0
              lifetime = 0
              idle_timeout = 0
            }
          }
        }
        server code {
          listen {
            type = auth
            ipaddr = 127.0.0.1
            port = PORT_CODE
          }
          authorize {
            files
            update request {
              TOTP-Password := "%{User-Password}"
            }
            update control {
              Auth-Type := totp
            }
          }
          authenticate {
            Auth-Type totp {
              totp
            }
          }
        }
        server mschapv2 {
          listen {
            type = auth
            ipaddr = 127.0.0.1
            port = PORT_MSCHAP
          }
          authorize {
            mschap
            files
          }
          authenticate {
            Auth-Type MS-CHAP {
              mschap
            }
          }
        }
        server appended {
          listen {
            type = auth
            ipaddr = 127.0.0.1
            port = PORT_APPENDED
          }
          authorize {
            if (User-Password !~ /^(.*)([0-9]{6})$/) {
              reject
            }
            update request {
              User-Password := "%{1}"
              TOTP-Password := "%{2}"
            }
            files
            update control {
              LDAP-UserDn := "USER_DN"
              Auth-Type := both
            }
          }
          authenticate {
            Auth-Type both {
              ldap
              totp
            }
          }
        }
        server challenge {
          listen {
            type = auth
            ipaddr = 127.0.0.1
            port = PORT_CHALLENGE
          }
          authorize {
            if (!&State) {
              update control {
                LDAP-UserDn := "USER_DN"
                Auth-Type := password
              }
            }
            else {
              files
              update request {
                TOTP-Password := "%{User-Password}"
              }
              update control {
                Auth-Type := totp
              }
            }
          }
          authenticate {
            Auth-Type password {
              ldap
              if (ok) {
                update reply {
                  State := "%{randstr:aaaaaaaaaaaaaaaa}"
                  Reply-Message := "Code"
                }
                update control {
                  Response-Packet-Type := Access-Challenge
                }
                handled
              }
            }
            Auth-Type totp {
              totp
            }
          }
        }
        """
        .replace("FOLDER", folder.toString())
        .replace("BASE_DN", userDn.substring(userDn.indexOf(',') + 1))
        .replace("USER_DN", userDn)
        .replace("LDAP\"", ldap + "\"")
        .replace("SECRET", BenchSite.SECRET)
        .replace("PORT_CODE", Integer.toString(ports[0]))
        .replace("PORT_MSCHAP", Integer.toString(ports[3]))
        .replace("PORT_APPENDED", Integer.toString(ports[1]))
        .replace("PORT_CHALLENGE", Integer.toString(ports[2]));
  }
}
