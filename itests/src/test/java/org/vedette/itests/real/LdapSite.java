package org.vedette.itests.real;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.vedette.itests.blackbox.HeldBundle;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.blackbox.Site;
import org.vedette.testkit.held.HeldPhones;

/**
 * A server with the LDAP listener before a {@link Slapd}: one application, {@code wiki}, and one
 * person with a phone, {@link Slapd#USER}. For one thread.
 */
final class LdapSite implements AutoCloseable {
  /** The person with the phone. */
  static final String ALICE = "uid=" + Slapd.USER + "," + Slapd.PEOPLE;

  private final Set<String> seen = new HashSet<>();
  private final Slapd slapd;
  private final TestAuthority authority;
  private final HeldPhones phones;
  private final Server server;
  private final String plain;
  private final String tls;

  /** Starts all of it, with these entries below slapd's base. */
  LdapSite(Path folder, Slapd.Entries entries) throws Exception {
    slapd = new Slapd(entries);
    authority = TestAuthority.in(folder);
    phones = new HeldPhones();
    server = Server.unpack("ldap");
    HeldBundle.into(server);
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    try (ServerSocket one = new ServerSocket(0, 1, loopback);
        ServerSocket other = new ServerSocket(0, 1, loopback)) {
      plain = "ldap://127.0.0.1:" + one.getLocalPort();
      tls = "ldaps://127.0.0.1:" + other.getLocalPort();
    }
    configure();
    server.start();
    HeldBundle.await(server);
    setUp();
  }

  private void configure() throws IOException {
    Path to = Files.createDirectories(server.base().resolve("etc/tls"));
    Files.copy(authority.serverCertificate(), to.resolve("ldap.pem"));
    Files.copy(authority.serverKey(), to.resolve("ldap.key"));
    Files.writeString(
        server.base().resolve("etc/org.vedette.ldap.cfg"),
        """
        addresses = %s
        tlsAddresses = %s
        certificateFile = etc/tls/ldap.pem
        keyFile = etc/tls/ldap.key
        """
            .formatted(plain.replace("ldap://", ""), tls.replace("ldaps://", "")));
  }

  private void setUp() throws Exception {
    server.vedetteWith(
        Slapd.SERVICE_PASSWORD + "\n",
        "directory",
        "add",
        "corp",
        "servers=" + slapd.tls(),
        "trustedCertificates=@" + slapd.authority().certificate(),
        "baseDn=" + Slapd.BASE,
        "bindDn=" + Slapd.SERVICE_DN,
        "userFilter=(uid={name})",
        "--stdin");
    server.vedette(
        "application",
        "add",
        "wiki",
        "listener=ldap",
        "selectors=127.0.0.1",
        "primary=directory:corp",
        "userMatch=false",
        "serviceAccounts=" + Slapd.SERVICE_DN,
        "dnRules=rdn:uid " + Slapd.PEOPLE,
        "collapseSeconds=0",
        "appended=separated",
        "separator=,",
        "deadlineSeconds=30");
    Site.withPhone(server, Slapd.USER, phones);
  }

  Slapd slapd() {
    return slapd;
  }

  Server server() {
    return server;
  }

  HeldPhones phones() {
    return phones;
  }

  TestAuthority authority() {
    return authority;
  }

  /** Where it answers LDAP and StartTLS. */
  String plain() {
    return plain;
  }

  /** Where it answers LDAPS. */
  String tls() {
    return tls;
  }

  /** Changes fields of the application. */
  void change(String... fields) {
    List<String> command = new ArrayList<>(List.of("application", "set", "wiki"));
    command.addAll(Arrays.asList(fields));
    server.vedette(command.toArray(String[]::new));
  }

  /** Runs one of OpenLDAP's clients. */
  Tools.Ran ldap(String program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program, "-x", "-o", "nettimeout=20"));
    command.addAll(Arrays.asList(arguments));
    return Tools.attempt(
        "ldap-utils", command, "", Map.of("LDAPTLS_CACERT", authority.certificate().toString()));
  }

  /** Searches as the program. */
  Tools.Ran search(String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("-LLL", "-D", Slapd.SERVICE_DN, "-w", Slapd.SERVICE_PASSWORD));
    all.addAll(Arrays.asList(arguments));
    return ldap("ldapsearch", all.toArray(String[]::new));
  }

  /** Binds and asks who that is. */
  CompletableFuture<Tools.Ran> whoAmI(String name, String password) {
    return CompletableFuture.supplyAsync(
        () -> ldap("ldapwhoami", "-H", tls, "-D", name, "-w", password));
  }

  /** Waits until the phone rings anew. */
  HeldPhones.Prompt prompt() {
    HeldPhones.Prompt[] found = new HeldPhones.Prompt[1];
    Awaitility.await("the phone rings")
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              for (HeldPhones.Prompt each : phones.open()) {
                if (seen.add(each.token())) {
                  found[0] = each;
                }
              }
              return found[0] != null;
            });
    return found[0];
  }

  /** How many connections have something running. */
  int running() throws Exception {
    String all = server.rest().call("GET", "/capabilities", "");
    Matcher matcher =
        Pattern.compile("\"id\"\\s*:\\s*\"ldap\"[^}]*?\"inFlight\"\\s*:\\s*(\\d+)").matcher(all);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
  }

  @Override
  public void close() throws Exception {
    server.close();
    phones.close();
    slapd.close();
  }
}
