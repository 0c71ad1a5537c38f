package org.vedette.itests.real;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.vedette.itests.blackbox.Site;

/**
 * An OpenVPN server of one test, on loopback, that a plugin lets people into; and its client. The
 * server has a tunnel device without an address, the client has none, so no route of this machine
 * changes. Takes root and {@code /dev/net/tun}.
 */
final class OpenVpn implements AutoCloseable {
  private static final String PACKAGE = "openvpn";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String UP = "Initialization Sequence Completed";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final PrivateFolder folder = new PrivateFolder("openvpn");
  private final TestAuthority authority = TestAuthority.in(folder.path());
  private final int port;
  private final Process process;

  /**
   * What became of a client.
   *
   * @param up whether its tunnel came up
   * @param refused whether the server said that it does not believe name and password
   * @param output what the client, and then what the server logged
   */
  record Tunnel(boolean up, boolean refused, String output) {}

  private OpenVpn(String files, String plugin, String... more) throws IOException {
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> settings = new ArrayList<>(List.of(SERVER.split("\n")));
    settings.add("port " + port);
    settings.add(
        "dev vdt" + ProcessHandle.current().pid() % 100_000 + "n" + COUNT.incrementAndGet());
    settings.add("plugin " + plugin);
    settings.addAll(List.of(more));
    folder.write("plugin.cnf", resolved(files));
    folder.write("server.conf", resolved(String.join("\n", settings) + "\n"));
    process = start("server.conf", "server.log");
    await("the OpenVPN server", () -> log("server.log").contains(UP));
  }

  /**
   * Starts one with {@code openvpn-auth-radius}, from 127.0.0.1. The plugin reads four digits of a
   * port and no more.
   *
   * @param sign where sign-ins go
   * @param report where accounting goes; without its answer the plugin refuses the tunnel
   */
  static OpenVpn askingRadius(InetSocketAddress sign, InetSocketAddress report) throws IOException {
    Path plugin = Path.of("/usr/lib/openvpn/radiusplugin.so");
    if (!Files.exists(plugin)) {
      throw new AssertionError(plugin + " is missing; install the package openvpn-auth-radius");
    }
    return new OpenVpn(
        RADIUS_PLUGIN.formatted(sign.getPort(), report.getPort(), Site.SECRET),
        plugin + " FOLDER/plugin.cnf");
  }

  private static final String RADIUS_PLUGIN =
      """
      NAS-Identifier=OpenVpn
      Service-Type=5
      Framed-Protocol=1
      NAS-Port-Type=5
      NAS-IP-Address=127.0.0.1
      OpenVPNConfig=FOLDER/server.conf
      overwriteccfiles=true
      server
      {
      authport=%d
      acctport=%d
      name=127.0.0.1
      retry=1
      wait=10
      sharedsecret=%s
      }
      """;

  /** Starts one with {@code openvpn-auth-ldap}, which searches as the program and then binds. */
  static OpenVpn askingLdap(LdapSite site) throws IOException {
    Path plugin = Path.of("/usr/lib/openvpn/openvpn-auth-ldap.so");
    if (!Files.exists(plugin)) {
      throw new AssertionError(plugin + " is missing; install the package openvpn-auth-ldap");
    }
    return new OpenVpn(
        LDAP_PLUGIN.formatted(
            site.tls(),
            Slapd.SERVICE_DN,
            Slapd.SERVICE_PASSWORD,
            site.authority().certificate(),
            Slapd.PEOPLE),
        plugin + " FOLDER/plugin.cnf");
  }

  private static final String LDAP_PLUGIN =
      """
      <LDAP>
        URL %s
        BindDN %s
        Password %s
        Timeout 40
        TLSEnable no
        TLSCACertFile %s
      </LDAP>
      <Authorization>
        BaseDN "%s"
        SearchFilter "(uid=%%u)"
        RequireGroup false
      </Authorization>
      """;

  /**
   * Starts one with OpenVPN's own plugin for PAM, which does not stop the others while it waits.
   *
   * @param question how the question for the code begins
   */
  static OpenVpn askingPam(PamService pam, String question) throws IOException {
    return new OpenVpn(
        "",
        "openvpn-plugin-auth-pam.so \"%s login USERNAME Password PASSWORD %s OTP\""
            .formatted(pam.name(), question),
        "setenv deferred_auth_pam 1");
  }

  private static final String SERVER =
      """
      mode server
      tls-server
      proto udp
      local 127.0.0.1
      dev-type tun
      topology subnet
      server 198.18.77.0 255.255.255.0
      ifconfig-noexec
      route-noexec
      ca FOLDER/ca.pem
      cert FOLDER/server.pem
      key FOLDER/server.key
      dh none
      verify-client-cert none
      username-as-common-name
      tmp-dir FOLDER
      status FOLDER/status 1
      status-version 1
      verb 3""";

  private static final String CLIENT =
      """
      client
      remote 127.0.0.1 PORT udp
      dev null
      ifconfig-noexec
      route-noexec
      ca FOLDER/ca.pem
      verify-x509-name localhost name
      auth-user-pass FOLDER/who
      auth-nocache
      connect-retry-max 1
      verb 3
      """;

  /** Connects with a name and what stands in the field for the password; ends the client again. */
  Tunnel connect(String user, String password) throws IOException {
    folder.write("who", user + "\n" + password + "\n");
    folder.write("client.conf", resolved(CLIENT));
    Process client = start("client.conf", "client.log");
    try {
      await("the OpenVPN client", () -> log("client.log").contains(UP) || !client.isAlive());
    } finally {
      Tools.end(client);
    }
    String said = log("client.log");
    return new Tunnel(said.contains(UP), said.contains("AUTH_FAILED"), said + log("server.log"));
  }

  /**
   * Connects as a client does whose person was asked for a code beside the password: OpenVPN joins
   * both in one field (management-notes, "SCRV1").
   */
  Tunnel connect(String user, String password, String code) throws IOException {
    return connect(user, "SCRV1:" + base64(password) + ":" + base64(code));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String resolved(String text) {
    return text.replace("FOLDER", folder.path().toString()).replace("PORT", Integer.toString(port));
  }

  private Process start(String settings, String log) {
    Path output = folder.file(log);
    return Tools.start(
        PACKAGE,
        new ProcessBuilder("openvpn", "--config", folder.file(settings).toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile()));
  }

  private String log(String name) {
    try {
      return Files.readString(folder.file(name));
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private void await(String who, BooleanSupplier done) {
    Awaitility.await(who)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              if (process != null && !process.isAlive()) {
                throw new AssertionError("the OpenVPN server ended: " + log("server.log"));
              }
              return done.getAsBoolean();
            });
  }

  @Override
  public void close() throws IOException {
    Tools.end(process);
    folder.close();
  }
}
