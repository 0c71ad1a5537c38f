package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectoryEntry.Kind;
import org.vedette.directory.DirectoryAtWork;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.real.SyncDeskClient.Ended;

/**
 * Everybody of a real Active Directory taken over as a user, and kept as the directory has them by
 * DirSync; rows 96, 97, 101, 102, 103 and 105 from outside.
 */
public class SambaSyncPart {
  @ClassRule public static final SambaSite SITE = SambaSite.shared();

  private static final String GROUP = "synced";
  private static final String NESTED = GROUP + ".nested";
  private static final String TEAM = "OU=Team," + Samba.STAFF;
  private static final String THIRD = "CN=third," + Samba.GROUPS;
  private static final long PATIENCE_MILLIS = 20_000;
  private static final int LAST = Samba.USERS - 1;

  private static GreenMail mails;

  private final Samba samba = SITE.samba();
  private final Server server = SITE.server();
  private final SyncDeskClient desk = new SyncDeskClient(server);

  @BeforeClass
  public static void start() {
    mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mails.start();
    SITE.server()
        .vedette(
            "settings",
            "set",
            "org.vedette.gateway.mail~main",
            "host=127.0.0.1",
            "port=" + mails.getSmtp().getPort(),
            "security=none",
            "from=login@corp.example");
    SITE.server().vedette("settings", "set", "org.vedette.core", "mailToUsers=true");
    SITE.server().vedette("settings", "set", "org.vedette.sync", "removeDeleted=true");
  }

  @AfterClass
  public static void stop() {
    mails.stop();
  }

  @Test
  public void usersFollowTheDirectory() throws Exception {
    try (DirectoryAtWork corp = SITE.directory("service")) {
      before();
      everybodyIsTakenOver(corp);
      changesAreTakenOver(corp);
      aWrongFilterTakesNobody();
    }
  }

  /** What has to be there before the first run. */
  private void before() {
    samba.modify(
        "dn: %s\nchangetype: add\nobjectClass: organizationalUnit\n\n".formatted(TEAM)
            + SambaEntries.user("team1", TEAM)
            + SambaEntries.user("team2", TEAM)
            + SambaEntries.replace(Samba.dn(16), "userAccountControl", "514"));
  }

  private void everybodyIsTakenOver(DirectoryAtWork corp) throws Exception {
    String rules =
        ",\"directory\":\"corp\",\"phones\":[\"phone.business\",\"phone.mobile\"],\"userGroup\":";
    desk.item(
        "\"name\":\"Nested\",\"group\":\"%s\",\"method\":\"mail\",\"mode\":\"standard\""
                .formatted(corp.idOf(Samba.OUTER))
            + rules
            + "\"%s\"".formatted(NESTED));
    desk.item(
        "\"name\":\"Staff\",\"container\":\"%s\",\"mails\":false".formatted(Samba.STAFF)
            + rules
            + "\"%s\"".formatted(GROUP));
    Ended first = desk.run(true, Optional.of(Samba.USERS + 2));
    assertThat(first.state()).as(first.text()).isEqualTo("done");
    Map<String, String> users = desk.users(GROUP);
    assertThat(users).containsExactlyEntriesOf(wanted(corp));
    assertThat(users).hasSize(Samba.USERS + 1).doesNotContainKey(name(16));
    assertThat(users).as("row 97").containsKey(Samba.user(LAST));
    assertThat(welcomed(2)).containsExactlyInAnyOrder(mail(1), mail(2));
    assertThat(desk.run(false, Optional.empty()).isIdle()).isTrue();
  }

  private void changesAreTakenOver(DirectoryAtWork corp) throws Exception {
    Map<String, String> before = desk.users(GROUP);
    change();
    Ended changed = desk.run(false, Optional.empty());
    assertThat(changed.kind()).as(changed.text()).isEqualTo("incremental");
    assertThat(changed.state()).as(changed.text()).isEqualTo("done");
    assertThat(changed.count("renamed")).as(changed.text()).isEqualTo(2);
    assertThat(changed.count("removed")).as(changed.text()).isEqualTo(1);
    assertThat(changed.count("disabled")).as(changed.text()).isEqualTo(4);
    Map<String, String> users = desk.users(GROUP);
    Map<String, String> wanted = wanted(corp);
    for (String left : List.of(name(13), "team1@corp.example", "team2@corp.example")) {
      wanted.put(left, before.get(left).replaceFirst("true", "false"));
    }
    wanted.put(name(15), before.get(name(15)).replaceFirst("true", "false"));
    assertThat(users).containsExactlyEntriesOf(wanted);
    assertThat(users)
        .containsKeys("renamed", "other@corp.example", name(16), "newcomer1@corp.example")
        .doesNotContainKeys(name(12), name(17), Samba.user(LAST));
    assertThat(users.get(name(20))).contains("Zo\u00eb|\u738b");
    assertThat(users.get(name(21))).endsWith("+41446682000x891");
    assertThat(users.get(name(22))).endsWith("+41796600022");
    for (int came : new int[] {2, 18, 19}) {
      assertThat(user(name(came))).as("row 101").contains("\"group\":\"" + NESTED + "\"");
    }
    assertThat(user(name(1))).contains("\"group\":\"" + GROUP + "\"");

    Ended everybody = desk.run(true, Optional.empty());
    assertThat(everybody.isIdle()).as("row 105: " + everybody.text()).isTrue();
    assertThat(desk.users(GROUP)).isEqualTo(users);
    assertThat(welcomed(3)).containsExactlyInAnyOrder(mail(1), mail(2), "newcomer2@mail.example");
  }

  /** Everything that may happen to people, at once. */
  private void change() {
    String last = SambaEntries.replace(Samba.dn(LAST), "sAMAccountName", "renamed");
    samba.modify(
        last
            + SambaEntries.replace(Samba.dn(12), "userPrincipalName", "other@corp.example")
            + SambaEntries.replace(Samba.dn(15), "userAccountControl", "514")
            + SambaEntries.replace(Samba.dn(16), "userAccountControl", "512")
            + SambaEntries.replace(Samba.dn(20), "givenName", "Zo\u00eb")
            + SambaEntries.replace(Samba.dn(20), "sn", "\u738b")
            + SambaEntries.replace(Samba.dn(21), "telephoneNumber", "+41 44 668 20 00 x891")
            + SambaEntries.replace(Samba.dn(22), "telephoneNumber", "by the door")
            + SambaEntries.moved(Samba.dn(11), "CN=\u00dcnal G\u0131l", Samba.STAFF)
            + SambaEntries.moved(Samba.dn(13), "CN=User 00013", Samba.LEAVERS)
            + SambaEntries.moved(Samba.dn(14), "CN=User 00014", Samba.ZURICH)
            + SambaEntries.moved(TEAM, "OU=Team", Samba.LEAVERS)
            + SambaEntries.deleted(Samba.dn(17))
            + SambaEntries.user("newcomer1", Samba.ZURICH, "mail: newcomer1@mail.example")
            + SambaEntries.user("newcomer2", Samba.SPECIAL, "mail: newcomer2@mail.example")
            + SambaEntries.group(THIRD, List.of(Samba.dn(19), Samba.dn("newcomer2")))
            + SambaEntries.member("add", Samba.OUTER, THIRD)
            + SambaEntries.member("add", Samba.INNER, Samba.dn(18))
            + SambaEntries.member("delete", Samba.INNER, Samba.dn(1)));
  }

  private void aWrongFilterTakesNobody() {
    Map<String, String> before = desk.users(GROUP);
    String wrong = "{\"usersFilter\":\"(&(objectClass=user)(mail=nobody*))\"}";
    desk.call("PATCH", "/directories/corp", wrong);
    Ended held = desk.run(true, Optional.empty());
    assertThat(held.state()).as(held.text()).isEqualTo("awaiting");
    assertThat(desk.users(GROUP)).isEqualTo(before);
    desk.call("PATCH", "/directories/corp", "{\"usersFilter\":null}");
    assertThat(desk.run(true, Optional.empty()).isIdle()).isTrue();
    assertThat(desk.users(GROUP)).isEqualTo(before);
  }

  /** Who has to be a user and how, read from the directory by other means. */
  private static Map<String, String> wanted(DirectoryAtWork corp) {
    Map<String, DirectoryEntry> people = new TreeMap<>();
    corp.all(Kind.USER, Samba.STAFF).forEach(it -> people.put(it.id(), it));
    corp.byId(corp.members(Samba.OUTER)).forEach(it -> people.put(it.id(), it));
    Map<String, String> wanted = new TreeMap<>();
    for (DirectoryEntry each : people.values()) {
      if (each.enabled()) {
        wanted.put(
            each.fact("username").orElseThrow(), SyncDeskClient.expected(each, true, phone(each)));
      }
    }
    return wanted;
  }

  private static String phone(DirectoryEntry entry) {
    return entry
        .fact("phone.business")
        .filter(it -> it.startsWith("+"))
        .or(() -> entry.fact("phone.mobile"))
        .orElse("")
        .replace(" ", "");
  }

  private String user(String name) {
    return desk.call("GET", "/users/" + name, "");
  }

  private static String name(int number) {
    return Samba.user(number) + Samba.AT_DOMAIN;
  }

  private static String mail(int number) {
    return Samba.user(number) + "@mail.example";
  }

  /** To whom mails went, once there are so many. */
  private static List<String> welcomed(int count) throws Exception {
    mails.waitForIncomingEmail(PATIENCE_MILLIS, count);
    List<String> addresses = new ArrayList<>();
    for (MimeMessage each : mails.getReceivedMessages()) {
      addresses.add(each.getAllRecipients()[0].toString());
    }
    return addresses;
  }
}
