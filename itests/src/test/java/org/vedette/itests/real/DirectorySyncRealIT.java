package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.itests.blackbox.Server;

/**
 * Twenty thousand users taken over from a real OpenLDAP server by the server as it is shipped,
 * killed in the middle; rows 97, 101 to 105 from outside.
 */
public class DirectorySyncRealIT {
  private static final int PEOPLE = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern NAME = Pattern.compile("\"username\":\"([^\"]+)\"");
  private static final String OUTER = "cn=outer,ou=groups," + Slapd.BASE;
  private static final String INNER = "cn=inner,ou=groups," + Slapd.BASE;
  private static final String GUEST = "guest";

  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();

  private static Slapd slapd;
  private static Server server;

  @BeforeClass
  public static void start() throws Exception {
    slapd = new Slapd(ldif -> SlapdPeople.write(ldif, PEOPLE));
    // A group in a group, in a ring, of people who are in no item's container.
    slapd.add(guest(1) + guest(2) + group(INNER, guestDn(1)) + group(OUTER, INNER));
    slapd.change(member("add", INNER, OUTER));
    server = Server.unpack("sync").start();
    server.vedetteWith(
        Slapd.SERVICE_PASSWORD + "\n",
        "directory",
        "add",
        "corp",
        "servers=" + slapd.tls(),
        "trustedCertificates=@" + slapd.authority().certificate(),
        "baseDn=" + Slapd.BASE,
        "bindDn=" + Slapd.SERVICE_DN,
        "--stdin");
  }

  @AfterClass
  public static void stop() throws Exception {
    server.close();
    slapd.close();
  }

  private static String guestDn(int number) {
    return "uid=" + GUEST + number + "," + SlapdPeople.ELSEWHERE;
  }

  private static String guest(int number) {
    return String.join(
        "\n",
        "dn: " + guestDn(number),
        "objectClass: inetOrgPerson",
        "uid: " + GUEST + number,
        "cn: " + GUEST,
        "sn: Guest",
        "",
        "");
  }

  private static String group(String dn, String member) {
    return "dn: " + dn + "\nobjectClass: groupOfNames\nmember: " + member + "\n\n";
  }

  private static String member(String how, String group, String member) {
    return "dn: " + group + "\nchangetype: modify\n" + how + ": member\nmember: " + member + "\n\n";
  }

  private static String get(String path) {
    try {
      return server.rest().call("GET", path, "");
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private static String user(String name) {
    return get("/users/" + URLEncoder.encode(name, StandardCharsets.UTF_8));
  }

  private static String idOf(String user) {
    return user.replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
  }

  private static long users() {
    String page = get("/users?limit=1");
    return Long.parseLong(page.replaceAll("(?s).*\"total\":(\\d+).*", "$1"));
  }

  /** Every name in the listing, as often as it stands there. */
  private static List<String> listing() {
    List<String> names = new ArrayList<>();
    String page;
    do {
      page = get("/users?limit=500&offset=" + names.size());
      int before = names.size();
      Matcher name = NAME.matcher(page);
      while (name.find()) {
        names.add(name.group(1).toLowerCase(Locale.ROOT));
      }
      if (names.size() == before) {
        return names;
      }
    } while (true);
  }

  private static String run(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "sync";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return server.vedette(command);
  }

  @Test
  public void usersFollowTheDirectoryThroughAKillChangesAndAWrongFilter() throws Exception {
    String outer =
        server
            .vedette("import", "search", "corp", "outer", "--kind", "group", "--json")
            .replaceAll("(?s).*\"id\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    assertThat(server.vedette("import", "people", "corp", "--group", outer)).contains("1 added");
    run("item", "add", "Guests", "directory=corp", "group=" + outer);
    run(
        "item",
        "add",
        "People",
        "directory=corp",
        "container=" + SlapdPeople.PLACE,
        "phones=phone.business",
        "onDeleted=remove");
    server.vedette("settings", "set", "org.vedette.sync", "removeDeleted=true");
    assertThat(users()).as("who was imported").isEqualTo(1);

    killedInTheMiddle();
    theDirectoryChanges();
    aWrongFilterTakesNobody();
  }

  /** A terminal shows the bar. */
  private static void killedInTheMiddle() throws Exception {
    Path typescript = FOLDER.getRoot().toPath().resolve("typescript");
    Process terminal =
        Tools.start(
            "bsdutils",
            new ProcessBuilder(
                    "script",
                    "-qefc",
                    server.base().resolve("bin/vedette") + " sync run",
                    typescript.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD));
    await("some users are there, and the bar tells so")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () ->
                users() > PEOPLE / 10
                    && Files.readString(typescript)
                        .matches("(?s).*\\[#+\\.+\\] \\d.* of 20,000.*"));
    server.kill();
    assertThat(terminal.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    server.start();
    long left = users();
    assertThat(left).as("the kill came in the middle").isBetween(PEOPLE / 10L, PEOPLE - 1L);
    await("the run went on by itself")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> get("/sync").contains("\"state\":\"done\""));
    TreeSet<String> expected = SlapdPeople.names(PEOPLE);
    expected.add(GUEST + 1);
    assertThat(listing())
        .as("nobody twice, nobody lost")
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(user(SlapdPeople.name(7)))
        .contains("\"firstName\":\"\u0416\u0430\u043d\u043d\u0430\"", "\"extension\":\"7\"");
  }

  private static void theDirectoryChanges() throws IOException {
    String renamed = idOf(user(SlapdPeople.name(1)));
    slapd.change(
        String.join(
            "\n",
            "dn: " + SlapdPeople.dn(1),
            "changetype: modrdn",
            "newrdn: uid=renamed",
            "deleteoldrdn: 1",
            "",
            "dn: " + SlapdPeople.dn(2),
            "changetype: modrdn",
            "newrdn: uid=" + SlapdPeople.name(2),
            "deleteoldrdn: 0",
            "newsuperior: " + SlapdPeople.ELSEWHERE,
            "",
            "dn: " + SlapdPeople.dn(3),
            "changetype: delete",
            "",
            "dn: " + SlapdPeople.dn(4),
            "changetype: modify",
            "replace: mail",
            "mail: new@corp.example",
            "",
            // For good, as draft-behera-ldap-password-policy, section 5.3.3, has it.
            "dn: " + SlapdPeople.dn(5),
            "changetype: modify",
            "add: pwdAccountLockedTime",
            "pwdAccountLockedTime: 000001010000Z",
            "",
            SlapdPeople.line("dn", SlapdPeople.dn(100)),
            "changetype: modrdn",
            SlapdPeople.line("newrdn", "uid=\u0416\u0430\u043d"),
            "deleteoldrdn: 1",
            "",
            member("add", INNER, guestDn(2)),
            member("delete", INNER, guestDn(1))));
    String told = run("run");
    assertThat(told)
        .contains("(incremental)", "1 added", "2 renamed", "1 updated", "3 disabled", "1 removed");
    assertThat(user("renamed")).as("the same user").contains(renamed);
    assertThat(user("\u0436\u0430\u043d")).contains("\"enabled\":true");
    for (String gone : List.of(SlapdPeople.name(2), SlapdPeople.name(5), GUEST + 1)) {
      assertThat(user(gone)).as(gone).contains("\"enabled\":false");
    }
    assertThat(user(SlapdPeople.name(4))).contains("new@corp.example");
    assertThat(user(GUEST + 2)).contains("\"enabled\":true");
  }

  private static void aWrongFilterTakesNobody() {
    long before = users();
    server.vedette(
        "settings", "set", "org.vedette.directory~corp", "usersFilter=(employeeType=nobody)");
    assertThat(run("run", "--full")).contains("awaiting", "vedette sync approve");
    assertThat(users()).isEqualTo(before);
    server.vedette("settings", "set", "org.vedette.directory~corp", "--default", "usersFilter");
    assertThat(run("run", "--full"))
        .as("looking at everybody finds nothing that looking at changes did not")
        .contains("(full)", "done")
        .doesNotContain("updated", "disabled", "added", "renamed", "removed");
    assertThat(users()).isEqualTo(before);
  }
}
