package org.vedette.itests.real;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.vedette.itests.blackbox.Server;

/** The LDAP listener of a server under test, and OpenLDAP's clients that ask it. */
final class LdapFront {
  private final TestAuthority authority;
  private final String plain;
  private final String tls;

  /**
   * Gives a server that is not running a certificate and free ports.
   *
   * @param folder for the authority; of this test alone
   */
  LdapFront(Server server, Path folder) throws IOException {
    authority = TestAuthority.in(folder);
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    int first;
    int second;
    try (ServerSocket one = new ServerSocket(0, 1, loopback);
        ServerSocket other = new ServerSocket(0, 1, loopback)) {
      first = one.getLocalPort();
      second = other.getLocalPort();
    }
    plain = "ldap://127.0.0.1:" + first;
    tls = "ldaps://127.0.0.1:" + second;
    Path inside = Files.createDirectories(server.base().resolve("etc/tls"));
    Files.copy(authority.serverCertificate(), inside.resolve("ldap.pem"));
    Files.copy(authority.serverKey(), inside.resolve("ldap.key"));
    Files.writeString(
        server.base().resolve("etc/org.vedette.ldap.cfg"),
        """
        addresses = 127.0.0.1:%d
        tlsAddresses = 127.0.0.1:%d
        certificateFile = etc/tls/ldap.pem
        keyFile = etc/tls/ldap.key
        """
            .formatted(first, second));
  }

  /** Its address for LDAP and StartTLS. */
  String plain() {
    return plain;
  }

  /** Its address for LDAPS. */
  String tls() {
    return tls;
  }

  /** Runs a client over LDAPS, bound by this name and password. */
  Tools.Ran as(String name, String password, String input, String program, String... arguments) {
    return ldap(tls, authority, name, password, input, program, arguments);
  }

  /** Runs one of OpenLDAP's clients. */
  static Tools.Ran ldap(
      String address,
      TestAuthority trusted,
      String name,
      String password,
      String input,
      String program,
      String... arguments) {
    List<String> command = new ArrayList<>(List.of(program, "-x", "-o", "nettimeout=20"));
    command.addAll(List.of("-H", address, "-D", name, "-w", password));
    command.addAll(Arrays.asList(arguments));
    return Tools.attempt(
        "ldap-utils", command, input, Map.of("LDAPTLS_CACERT", trusted.certificate().toString()));
  }
}
