package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.itests.blackbox.Server;

/**
 * Users taken over from a real OpenLDAP server by the server as it is shipped, killed in the
 * middle; rows 97, 101, 102, 103 and 104 from outside.
 */
public class DirectorySyncRealIT {
  private static final int PEOPLE = 1_500;
  private static final String PLACE = "ou=sync," + Slapd.BASE;
  private static final String ELSEWHERE = "ou=elsewhere," + Slapd.BASE;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Slapd slapd;
  private static Server server;

  @BeforeClass
  public static void start() throws Exception {
    slapd = new Slapd();
    StringBuilder ldif = new StringBuilder();
    for (String place : new String[] {PLACE, ELSEWHERE}) {
      ldif.append("dn: ").append(place).append("\nobjectClass: organizationalUnit\n\n");
    }
    for (int i = 0; i < PEOPLE; i++) {
      ldif.append(person(i));
    }
    slapd.add(ldif.toString());
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

  private static String name(int number) {
    return String.format(Locale.ROOT, "person%04d", number);
  }

  private static String dn(int number) {
    return "uid=" + name(number) + "," + PLACE;
  }

  private static String person(int number) {
    return String.join(
        "\n",
        "dn: " + dn(number),
        "objectClass: inetOrgPerson",
        "uid: " + name(number),
        "cn: " + name(number),
        "sn: Example",
        // Жанна: names that are not ASCII travel in base64 (RFC 2849).
        "givenName:: 0JbQsNC90L3QsA==",
        "mail: " + name(number) + "@corp.example",
        "telephoneNumber: +41 44 668 18 00 x" + number,
        "",
        "");
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

  private static long users() {
    String page = get("/users?limit=1");
    return Long.parseLong(page.replaceAll("(?s).*\"total\":(\\d+).*", "$1"));
  }

  private static String run(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "sync";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return server.vedette(command);
  }

  @Test
  public void usersFollowTheDirectoryThroughAKillChangesAndAWrongContainer() {
    run("item", "add", "People", "directory=corp", "container=" + PLACE, "phones=phone.business");
    assertThat(run("plan")).contains(PEOPLE + " added");
    assertThat(users()).isZero();

    killedInTheMiddle();
    theDirectoryChanges();
    aWrongContainerTakesNobody();
  }

  private static void killedInTheMiddle() {
    run("run", "--no-wait");
    await("some users are there")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> users() > PEOPLE / 10);
    server.kill();
    server.start();
    await("the run went on by itself")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> get("/sync").contains("\"state\":\"done\""));
    assertThat(users()).isEqualTo(PEOPLE);
    assertThat(user(name(7)))
        .contains("\"firstName\":\"\u0416\u0430\u043d\u043d\u0430\"", "\"extension\":\"7\"");
  }

  private static void theDirectoryChanges() {
    slapd.change(
        String.join(
            "\n",
            "dn: " + dn(1),
            "changetype: modrdn",
            "newrdn: uid=renamed",
            "deleteoldrdn: 1",
            "",
            "dn: " + dn(2),
            "changetype: modrdn",
            "newrdn: uid=" + name(2),
            "deleteoldrdn: 0",
            "newsuperior: " + ELSEWHERE,
            "",
            "dn: " + dn(3),
            "changetype: delete",
            "",
            "dn: " + dn(4),
            "changetype: modify",
            "replace: mail",
            "mail: new@corp.example",
            ""));
    String id = user(name(1)).replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    assertThat(run("run")).contains("1 renamed", "1 updated", "2 disabled");
    assertThat(user("renamed")).as("the same user").contains(id);
    assertThat(user(name(2))).contains("\"enabled\":false");
    assertThat(user(name(4))).contains("new@corp.example");
    assertThat(run("run")).contains("done").doesNotContain("updated", "disabled", "added");
  }

  private static void aWrongContainerTakesNobody() {
    run("item", "change", "People", "container=" + ELSEWHERE, "onLeave=remove");
    assertThat(run("run")).contains("awaiting", "vedette sync approve");
    assertThat(users()).isEqualTo(PEOPLE);
    run("item", "change", "People", "container=" + PLACE);
    assertThat(run("run")).contains("done");
    // Who lies elsewhere had come into the item, and has left it again: one is not too many.
    assertThat(users()).isEqualTo(PEOPLE - 1);
  }
}
