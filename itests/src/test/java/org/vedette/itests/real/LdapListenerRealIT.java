package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Filter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.blackbox.Site;
import org.vedette.testkit.held.HeldPhones;
import org.vedette.testkit.held.HeldPhones.Decision;

/** The LDAP listener before slapd, asked by OpenLDAP's clients and by Apache httpd. */
public class LdapListenerRealIT {
  private static final int ENTRIES = 20_000;
  private static final int PROTOCOL_ERROR = 2;
  private static final int SIZE_LIMIT_EXCEEDED = 4;
  private static final int INVALID_CREDENTIALS = 49;
  private static final int INSUFFICIENT_ACCESS = 50;
  private static final int UNWILLING = 53;
  private static final int AUTHORIZATION_DENIED = 123;

  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();

  private static LdapSite site;

  @BeforeClass
  public static void start() throws Exception {
    site =
        new LdapSite(FOLDER.newFolder("front").toPath(), ldif -> SlapdPeople.write(ldif, ENTRIES));
    site.slapd().addUser("typist", Slapd.USER_PASSWORD);
  }

  @AfterClass
  public static void stop() throws Exception {
    site.close();
  }

  /** Rows 65 to 67. */
  @Test
  public void aWholeDirectoryIsReadInPagesAsItIs() {
    String straight = pages("-H", site.slapd().plain());
    assertThat(straight.lines().filter(line -> line.startsWith("dn:"))).hasSize(ENTRIES + 1);
    assertThat(pages("-H", site.tls())).isEqualTo(straight);
    assertThat(pages("-H", site.plain(), "-ZZ")).isEqualTo(straight);
    site.change("tls=off");
    try {
      assertThat(pages("-H", site.plain())).isEqualTo(straight);
    } finally {
      site.change("tls=required");
    }
    assertThat(site.phones().open()).isEmpty();
  }

  private static String pages(String... way) {
    String[] all = Arrays.copyOf(way, way.length + 7);
    String[] rest = {"-o", "ldif-wrap=no", "-E", "pr=500/noprompt", "-b", SlapdPeople.PLACE, "*"};
    System.arraycopy(rest, 0, all, way.length, rest.length);
    Tools.Ran ran = site.search(all);
    assertThat(ran.code()).as(String.join(" ", way)).isZero();
    return ran.output();
  }

  @Test
  public void passwordsInClearTextAreRefused() {
    Tools.Ran ran = site.search("-H", site.plain(), "-b", Slapd.BASE);
    assertThat(ran.code()).as(ran.output()).isEqualTo(13);
    assertThat(site.ldap("ldapsearch", "-H", site.tls(), "-b", Slapd.BASE).code())
        .as("anonymous")
        .isEqualTo(48);
    assertThat(site.search("-H", site.tls(), "-s", "base", "-b", "", "+").output())
        .contains("namingContexts: " + Slapd.BASE)
        .contains("supportedExtension: 1.3.6.1.4.1.4203.1.11.3")
        .doesNotContain("supportedSASLMechanisms");
  }

  /** Row 64. */
  @Test
  public void aPersonApproves() {
    CompletableFuture<Tools.Ran> waiting = site.whoAmI(LdapSite.ALICE, Slapd.USER_PASSWORD);
    site.phones().answer(site.prompt(), Decision.APPROVE);
    assertThat(waiting.join().output()).isEqualToIgnoringWhitespace("dn:" + LdapSite.ALICE);
  }

  /** Row 64. */
  @Test
  public void aPersonDeclinesOrKnowsNoPassword() {
    CompletableFuture<Tools.Ran> waiting = site.whoAmI(LdapSite.ALICE, Slapd.USER_PASSWORD);
    site.phones().answer(site.prompt(), Decision.DECLINE);
    assertThat(waiting.join().code()).isEqualTo(INVALID_CREDENTIALS);
    assertThat(site.whoAmI(LdapSite.ALICE, "wrong").join().code()).isEqualTo(INVALID_CREDENTIALS);
    assertThat(site.whoAmI("uid=nobody," + Slapd.PEOPLE, "wrong").join().code())
        .isEqualTo(INVALID_CREDENTIALS);
    assertThat(site.whoAmI(Slapd.USER, "wrong").join().code()).isEqualTo(INVALID_CREDENTIALS);
    assertThat(site.phones().open()).as("nothing rang").isEmpty();
  }

  /** Row 67: an account that is not among the users, where they need not match. */
  @Test
  public void whoIsNoUserIsNotAsked() {
    site.slapd().addUser("robot", Slapd.USER_PASSWORD);
    String name = "uid=robot," + Slapd.PEOPLE;
    assertThat(site.whoAmI(name, Slapd.USER_PASSWORD).join().output())
        .isEqualToIgnoringWhitespace("dn:" + name);
    assertThat(site.whoAmI(name, "wrong").join().code()).isEqualTo(INVALID_CREDENTIALS);
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
      Server.Ran ran = site.server().tryVedette("", command);
      assertThat(ran.code()).as(ran.out()).isNotZero();
      assertThat(ran.out()).contains(bad[bad.length - 1]);
    }
  }

  @Test
  public void twoBindsAtATimeRingOnce() {
    CompletableFuture<Tools.Ran> one = site.whoAmI(LdapSite.ALICE, Slapd.USER_PASSWORD);
    HeldPhones.Prompt prompt = site.prompt();
    CompletableFuture<Tools.Ran> other = site.whoAmI(LdapSite.ALICE, Slapd.USER_PASSWORD);
    Awaitility.await("both wait").until(() -> site.running() == 2);
    site.phones().answer(prompt, Decision.APPROVE);
    assertThat(one.join().code()).isZero();
    assertThat(other.join().code()).isZero();
    assertThat(site.phones().open()).as("it rang once").isEmpty();
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
                "TLS_CACERT=" + site.authority().certificate(),
                "-H",
                site.tls(),
                "-D",
                LdapSite.ALICE,
                "-w",
                Slapd.USER_PASSWORD));
    HeldPhones.Prompt prompt = site.prompt();
    Tools.end(waiting);
    Awaitility.await("the prompt ends")
        .atMost(Duration.ofSeconds(20))
        .until(() -> site.server().vedette("audit", "list", "--limit", "5").contains("ABANDONED"));
    site.phones().answer(prompt, Decision.APPROVE);
    assertThat(site.running()).isZero();
  }

  /** Row 68, and a code behind the password. */
  @Test
  public void whoTypesCodesTypesThemBehindThePassword() {
    Site.Person typist = Site.named(site.server(), "typist");
    String name = "uid=typist," + Slapd.PEOPLE;
    assertThat(site.whoAmI(name, Slapd.USER_PASSWORD).join().code()).isEqualTo(INVALID_CREDENTIALS);
    assertThat(site.server().log()).contains("the user's method needs a typed code");
    String code = typist.token().codeAt(Instant.now());
    assertThat(site.whoAmI(name, Slapd.USER_PASSWORD + "," + code).join().output())
        .isEqualToIgnoringWhitespace("dn:" + name);
  }

  /** Binds as a program, searches, and binds as the person, over one connection. */
  @Test
  public void apacheSignsIn() throws Exception {
    try (Httpd httpd =
        new Httpd(FOLDER.newFolder("httpd").toPath(), site.tls(), site.authority())) {
      CompletableFuture<Integer> status =
          CompletableFuture.supplyAsync(() -> httpd.status(Slapd.USER, Slapd.USER_PASSWORD));
      site.phones().answer(site.prompt(), Decision.APPROVE);
      assertThat(status.join()).as(httpd.log()).isEqualTo(200);
      assertThat(httpd.status(Slapd.USER, "wrong")).isEqualTo(401);
    }
  }

  /** Row 65: on the connection of whoever has bound, nothing rings again. */
  @Test
  public void aProgramWorksOnAsThePerson() throws Exception {
    site.slapd()
        .change(
            "dn: "
                + LdapSite.ALICE
                + "\nchangetype: modify\nreplace: telephoneNumber\ntelephoneNumber: 117\n\n");
    int before = site.phones().rings();
    CompletableFuture<Tools.Ran> program = application("one");
    site.phones().answer(site.prompt(), Decision.APPROVE);
    assertThat(program.join().output())
        .isEqualToIgnoringNewLines(
            """
            person True
            search True
            compare True
            modify success
            changed True
            password True
            who True
            back True
            others insufficientAccessRights
            service True
            found True
            """);
    assertThat(site.phones().rings()).isEqualTo(before + 1);
  }

  private static CompletableFuture<Tools.Ran> application(String what) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return LdapApplication.run(FOLDER.newFolder().toPath(), site, what);
          } catch (IOException failure) {
            throw new AssertionError(failure);
          }
        });
  }

  @Test
  public void aProgramThatBindsTwiceRingsOnce() {
    site.change("collapseSeconds=10");
    try {
      int before = site.phones().rings();
      CompletableFuture<Tools.Ran> program = application("twice");
      site.phones().answer(site.prompt(), Decision.APPROVE);
      assertThat(program.join().output().lines()).containsExactly("bind True", "bind True");
      assertThat(site.phones().rings()).isEqualTo(before + 1);
    } finally {
      site.change("collapseSeconds=0");
    }
  }

  @Test
  public void openVpnSignsIn() throws Exception {
    try (OpenVpn vpn = OpenVpn.askingLdap(site)) {
      for (Decision decision : Decision.values()) {
        CompletableFuture<OpenVpn.Tunnel> waiting =
            CompletableFuture.supplyAsync(() -> connect(vpn, Slapd.USER_PASSWORD));
        site.phones().answer(site.prompt(), decision);
        OpenVpn.Tunnel tunnel = waiting.join();
        assertThat(tunnel.up()).as(tunnel.output()).isEqualTo(decision == Decision.APPROVE);
        assertThat(tunnel.refused()).isEqualTo(decision == Decision.DECLINE);
      }
      assertThat(connect(vpn, "wrong").refused()).isTrue();
    }
  }

  private static OpenVpn.Tunnel connect(OpenVpn vpn, String password) {
    try {
      return vpn.connect(Slapd.USER, password);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  /** Row 69. */
  @Test
  public void whatProvesNothingIsRefused() {
    assertThat(site.ldap("ldapwhoami", "-H", site.tls(), "-D", LdapSite.ALICE, "-w", "").code())
        .as("a name without a password (RFC 4513 5.1.2)")
        .isEqualTo(UNWILLING);
    assertThat(
            site.search("-H", site.tls(), "-b", Slapd.PEOPLE, "-e", "!authzid=dn:" + LdapSite.ALICE)
                .code())
        .as("acting as another (RFC 4370)")
        .isEqualTo(AUTHORIZATION_DENIED);
    assertThat(
            site.ldap(
                    "ldapcompare",
                    "-H",
                    site.tls(),
                    "-D",
                    Slapd.SERVICE_DN,
                    "-w",
                    Slapd.SERVICE_PASSWORD,
                    LdapSite.ALICE,
                    "userPassword:" + Slapd.USER_PASSWORD)
                .code())
        .as("a password that is compared")
        .isEqualTo(UNWILLING);
    assertThat(site.phones().open()).isEmpty();
  }

  @Test
  public void anApplicationGetsWhatIsOpenToIt() {
    site.change("attributes=uid,cn", "operations=search", "sizeLimit=7");
    try {
      String[] some = {"-H", site.tls(), "-b", SlapdPeople.PLACE};
      Tools.Ran ran = site.search(some[0], some[1], some[2], some[3], "(cn=person*)");
      assertThat(ran.code()).as(ran.output()).isEqualTo(SIZE_LIMIT_EXCEEDED);
      assertThat(ran.output().lines().filter(line -> line.startsWith("dn:"))).hasSize(7);
      assertThat(ran.output()).contains("uid: person").doesNotContain("mail:", "sn:");
      assertThat(site.search(some[0], some[1], some[2], some[3], "(mail=person*)").code())
          .isEqualTo(INSUFFICIENT_ACCESS);
      Tools.Ran modify =
          site.ldap(
              "ldappasswd",
              some[0],
              some[1],
              "-D",
              Slapd.SERVICE_DN,
              "-w",
              Slapd.SERVICE_PASSWORD,
              "-s",
              "another",
              LdapSite.ALICE);
      assertThat(modify.output()).contains("(" + UNWILLING + ")");
    } finally {
      site.change("attributes=", "operations=search,compare,modify,passwordModify", "sizeLimit=0");
    }
  }

  /** Row 65: an abandon and an unbind end the prompt as a closed connection does. */
  @Test
  public void aBindThatIsTakenBackEndsThePrompt() throws Exception {
    for (boolean abandon : new boolean[] {true, false}) {
      long before = abandoned();
      try (LdapWire wire = new LdapWire(site)) {
        wire.bind(1, LdapSite.ALICE, Slapd.USER_PASSWORD);
        HeldPhones.Prompt prompt = site.prompt();
        if (abandon) {
          wire.abandon(2, 1);
          assertThat(wire.result()).isEqualTo(INVALID_CREDENTIALS);
        } else {
          wire.unbind(2);
          assertThat(wire.result()).as("closed").isEqualTo(LdapWire.CLOSED);
        }
        Awaitility.await("the prompt ends").until(() -> abandoned() == before + 1);
        site.phones().answer(prompt, Decision.APPROVE);
        assertThat(site.running()).isZero();
      }
    }
  }

  private static long abandoned() {
    return site.server()
        .vedette("audit", "list", "--limit", "100")
        .lines()
        .filter(line -> line.contains("ABANDONED"))
        .count();
  }

  @Test
  public void requestsWithoutEndEndTheConnection() throws Exception {
    try (LdapWire wire = new LdapWire(site)) {
      wire.send(new byte[] {0x30, (byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff});
      assertThat(wire.result()).as("notice of disconnection").isEqualTo(PROTOCOL_ERROR);
      assertThat(wire.result()).isEqualTo(LdapWire.CLOSED);
    }
    try (LdapWire wire = new LdapWire(site)) {
      wire.search(1, deep(100));
      assertThat(wire.result()).as("notice of disconnection").isEqualTo(PROTOCOL_ERROR);
      assertThat(wire.result()).isEqualTo(LdapWire.CLOSED);
    }
  }

  private static Filter deep(int levels) {
    Filter filter = Filter.createPresenceFilter("cn");
    for (int level = 0; level < levels; level++) {
      filter = Filter.createNOTFilter(filter);
    }
    return filter;
  }
}
