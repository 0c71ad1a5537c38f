package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.itests.blackbox.HeldBundle;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.blackbox.Site;
import org.vedette.testkit.held.HeldPhones;
import org.vedette.testkit.held.HeldPhones.Decision;

/** The LDAP listener before slapd, asked by OpenLDAP's clients and by Apache httpd. */
public class LdapListenerRealIT {
  private static final int ENTRIES = 450;
  private static final String ALICE = "uid=" + Slapd.USER + "," + Slapd.PEOPLE;
  private static final int INVALID_CREDENTIALS = 49;

  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();

  private static Slapd slapd;
  private static TestAuthority authority;
  private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

  private static HeldPhones phones;
  private static Server server;
  private static String plain;
  private static String tls;

  @BeforeClass
  public static void start() throws Exception {
    slapd = new Slapd();
    slapd.add(many());
    slapd.addUser("typist", Slapd.USER_PASSWORD);
    authority = TestAuthority.in(FOLDER.newFolder("front").toPath());
    phones = new HeldPhones();
    server = Server.unpack("ldap");
    HeldBundle.into(server);
    configure();
    server.start();
    HeldBundle.await(server);
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

  private static void configure() throws IOException {
    int first;
    int second;
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    try (ServerSocket one = new ServerSocket(0, 1, loopback);
        ServerSocket other = new ServerSocket(0, 1, loopback)) {
      first = one.getLocalPort();
      second = other.getLocalPort();
    }
    plain = "ldap://127.0.0.1:" + first;
    tls = "ldaps://127.0.0.1:" + second;
    Path folder = Files.createDirectories(server.base().resolve("etc/tls"));
    Files.copy(authority.serverCertificate(), folder.resolve("ldap.pem"));
    Files.copy(authority.serverKey(), folder.resolve("ldap.key"));
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

  private static String many() {
    StringBuilder ldif = new StringBuilder();
    ldif.append("dn: ou=many,").append(Slapd.BASE).append('\n');
    ldif.append("objectClass: organizationalUnit\nou: many\n\n");
    for (int index = 0; index < ENTRIES; index++) {
      ldif.append("dn: cn=n").append(index).append(",ou=many,").append(Slapd.BASE).append('\n');
      ldif.append("objectClass: person\ncn: n").append(index).append("\nsn: many\n\n");
    }
    return ldif.toString();
  }

  @AfterClass
  public static void stop() throws Exception {
    server.close();
    phones.close();
    slapd.close();
  }

  private static Tools.Ran ldap(String program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program, "-x", "-o", "nettimeout=20"));
    command.addAll(Arrays.asList(arguments));
    return Tools.attempt(
        "ldap-utils", command, "", Map.of("LDAPTLS_CACERT", authority.certificate().toString()));
  }

  private static Tools.Ran search(String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("-LLL", "-D", Slapd.SERVICE_DN, "-w", Slapd.SERVICE_PASSWORD));
    all.addAll(Arrays.asList(arguments));
    return ldap("ldapsearch", all.toArray(String[]::new));
  }

  private static CompletableFuture<Tools.Ran> whoAmI(String name, String password) {
    return CompletableFuture.supplyAsync(
        () -> ldap("ldapwhoami", "-H", tls, "-D", name, "-w", password));
  }

  /** Waits until the phone rings anew. */
  private static HeldPhones.Prompt prompt() {
    HeldPhones.Prompt[] found = new HeldPhones.Prompt[1];
    Awaitility.await("the phone rings")
        .until(
            () -> {
              for (HeldPhones.Prompt each : phones.open()) {
                if (SEEN.add(each.token())) {
                  found[0] = each;
                }
              }
              return found[0] != null;
            });
    return found[0];
  }

  /** How many connections have something running. */
  private static int running() throws Exception {
    String all = server.rest().call("GET", "/capabilities", "");
    Matcher matcher =
        Pattern.compile("\"id\"\\s*:\\s*\"ldap\"[^}]*?\"inFlight\"\\s*:\\s*(\\d+)").matcher(all);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
  }

  /** Rows 65 to 67. */
  @Test
  public void aProgramSearchesInPagesOverTls() {
    for (String[] way : new String[][] {{"-H", tls}, {"-H", plain, "-ZZ"}}) {
      String[] all = Arrays.copyOf(way, way.length + 6);
      String[] rest = {"-b", "ou=many," + Slapd.BASE, "-E", "pr=100/noprompt", "(sn=many)", "cn"};
      System.arraycopy(rest, 0, all, way.length, rest.length);
      Tools.Ran ran = search(all);
      assertThat(ran.code()).as(ran.output()).isZero();
      assertThat(ran.output().lines().filter(line -> line.startsWith("dn: "))).hasSize(ENTRIES);
    }
    assertThat(phones.open()).isEmpty();
  }

  @Test
  public void passwordsInClearTextAreRefused() {
    Tools.Ran ran = search("-H", plain, "-b", Slapd.BASE);
    assertThat(ran.code()).as(ran.output()).isEqualTo(13);
    assertThat(ldap("ldapsearch", "-H", tls, "-b", Slapd.BASE).code())
        .as("anonymous")
        .isEqualTo(48);
    assertThat(search("-H", tls, "-s", "base", "-b", "", "+").output())
        .contains("namingContexts: " + Slapd.BASE)
        .contains("supportedExtension: 1.3.6.1.4.1.4203.1.11.3")
        .doesNotContain("supportedSASLMechanisms");
  }

  /** Row 64. */
  @Test
  public void aPersonApproves() {
    CompletableFuture<Tools.Ran> waiting = whoAmI(ALICE, Slapd.USER_PASSWORD);
    phones.answer(prompt(), Decision.APPROVE);
    assertThat(waiting.join().output()).isEqualToIgnoringWhitespace("dn:" + ALICE);
  }

  /** Row 64. */
  @Test
  public void aPersonDeclinesOrKnowsNoPassword() {
    CompletableFuture<Tools.Ran> waiting = whoAmI(ALICE, Slapd.USER_PASSWORD);
    phones.answer(prompt(), Decision.DECLINE);
    assertThat(waiting.join().code()).isEqualTo(INVALID_CREDENTIALS);
    assertThat(whoAmI(ALICE, "wrong").join().code()).isEqualTo(INVALID_CREDENTIALS);
    assertThat(whoAmI("uid=nobody," + Slapd.PEOPLE, "wrong").join().code())
        .isEqualTo(INVALID_CREDENTIALS);
    assertThat(whoAmI(Slapd.USER, "wrong").join().code()).isEqualTo(INVALID_CREDENTIALS);
    assertThat(phones.open()).as("nothing rang").isEmpty();
  }

  /** Row 67: an account that is not among the users, where they need not match. */
  @Test
  public void whoIsNoUserIsNotAsked() {
    slapd.addUser("robot", Slapd.USER_PASSWORD);
    String name = "uid=robot," + Slapd.PEOPLE;
    assertThat(whoAmI(name, Slapd.USER_PASSWORD).join().output())
        .isEqualToIgnoringWhitespace("dn:" + name);
    assertThat(whoAmI(name, "wrong").join().code()).isEqualTo(INVALID_CREDENTIALS);
  }

  @Test
  public void whatIsWrongWithAnApplicationIsSaidByField() {
    String[] good = {"application", "add", "other", "listener=ldap", "selectors=127.0.0.9"};
    for (String[] bad :
        new String[][] {
          {"primary=none", "primary"},
          {"primary=directory:corp", "tls=maybe", "tls"},
          {"primary=directory:corp", "serviceAccounts=gitlab", "serviceAccounts"},
          {"primary=local", "directory"}
        }) {
      String[] command = Arrays.copyOf(good, good.length + bad.length - 1);
      System.arraycopy(bad, 0, command, good.length, bad.length - 1);
      Server.Ran ran = server.tryVedette("", command);
      assertThat(ran.code()).as(ran.out()).isNotZero();
      assertThat(ran.out()).contains(bad[bad.length - 1]);
    }
  }

  @Test
  public void twoBindsAtATimeRingOnce() {
    CompletableFuture<Tools.Ran> one = whoAmI(ALICE, Slapd.USER_PASSWORD);
    HeldPhones.Prompt prompt = prompt();
    CompletableFuture<Tools.Ran> other = whoAmI(ALICE, Slapd.USER_PASSWORD);
    Awaitility.await("both wait").until(() -> running() == 2);
    phones.answer(prompt, Decision.APPROVE);
    assertThat(one.join().code()).isZero();
    assertThat(other.join().code()).isZero();
    assertThat(phones.open()).as("it rang once").isEmpty();
  }

  @Test
  public void aClientThatGoesEndsThePrompt() throws Exception {
    Process waiting =
        Tools.start(
            "ldap-utils",
            new ProcessBuilder(
                "ldapwhoami",
                "-x",
                "-o",
                "TLS_CACERT=" + authority.certificate(),
                "-H",
                tls,
                "-D",
                ALICE,
                "-w",
                Slapd.USER_PASSWORD));
    HeldPhones.Prompt prompt = prompt();
    Tools.end(waiting);
    Awaitility.await("the prompt ends")
        .atMost(Duration.ofSeconds(20))
        .until(() -> server.vedette("audit", "list", "--limit", "5").contains("ABANDONED"));
    phones.answer(prompt, Decision.APPROVE);
    assertThat(running()).isZero();
  }

  /** Row 68, and a code behind the password. */
  @Test
  public void whoTypesCodesTypesThemBehindThePassword() {
    Site.Person typist = Site.named(server, "typist");
    String name = "uid=typist," + Slapd.PEOPLE;
    assertThat(whoAmI(name, Slapd.USER_PASSWORD).join().code()).isEqualTo(INVALID_CREDENTIALS);
    assertThat(server.log()).contains("the user's method needs a typed code");
    String code = typist.token().codeAt(Instant.now());
    assertThat(whoAmI(name, Slapd.USER_PASSWORD + "," + code).join().output())
        .isEqualToIgnoringWhitespace("dn:" + name);
  }

  /** Binds as a program, searches, and binds as the person, over one connection. */
  @Test
  public void apacheSignsIn() throws Exception {
    try (Httpd httpd = new Httpd(FOLDER.newFolder("httpd").toPath(), tls, authority)) {
      CompletableFuture<Integer> status =
          CompletableFuture.supplyAsync(() -> httpd.status(Slapd.USER, Slapd.USER_PASSWORD));
      phones.answer(prompt(), Decision.APPROVE);
      assertThat(status.join()).as(httpd.log()).isEqualTo(200);
      assertThat(httpd.status(Slapd.USER, "wrong")).isEqualTo(401);
    }
  }
}
