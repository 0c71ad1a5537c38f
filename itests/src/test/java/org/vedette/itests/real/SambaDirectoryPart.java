package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.ClassRule;
import org.junit.Test;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectoryEntry.Kind;
import org.vedette.api.directory.DirectoryProbe;
import org.vedette.api.directory.DirectorySource.Changes;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.directory.DirectoryAtWork;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.blackbox.Site.Person;

/** Signing in with, and reading, a real Active Directory, by LDAPS with a private authority. */
public class SambaDirectoryPart {
  @ClassRule public static final SambaSite SITE = SambaSite.shared();

  private final Samba samba = SITE.samba();
  private final Server server = SITE.server();
  private final RadiusClient vpn = SITE.vpn();

  @Test
  public void row9EveryFormOfANameReachesTheSameUser() {
    Person person = Site.named(server, Samba.user(21));
    for (String typed :
        List.of(
            "user00021",
            "CORP\\USER00021",
            "corp.example\\user00021",
            "User00021@Corp.Example",
            "user00021@mail.example")) {
      Exchange asked = vpn.authenticate(typed, Samba.USER_PASSWORD);
      assertThat(asked.challenged()).as(typed + ": " + asked).isTrue();
      assertThat(vpn.authenticate(typed, "wrong").rejected()).as(typed).isTrue();
    }
    Exchange asked = vpn.authenticate("corp\\User00021", Samba.USER_PASSWORD);
    String code = person.token().codeAt(Instant.now());
    assertThat(vpn.answer(asked, "corp\\User00021", code).accepted()).isTrue();
    assertThat(server.vedette("directory", "find", "corp", "CORP\\user00021"))
        .contains("CN=User 00021");
  }

  @Test
  public void row9NamesThatAreNotAsciiAndAmbiguousOnes() {
    Person person = Site.named(server, Samba.UMLAUT);
    String typed = "CORP\\J\u00dcRG.M\u00dcLLER";
    Exchange asked = vpn.authenticate(typed, Samba.USER_PASSWORD);
    assertThat(asked.challenged()).as(asked.toString()).isTrue();
    String code = person.token().codeAt(Instant.now());
    assertThat(vpn.answer(asked, typed, code).accepted()).isTrue();
    Site.named(server, "twin1");
    assertThat(vpn.authenticate("twin@mail.example", Samba.USER_PASSWORD).rejected()).isTrue();
    assertThat(vpn.authenticate("jurg.muller", Samba.USER_PASSWORD).rejected()).isTrue();
    assertThat(vpn.authenticate("CORP\\user00022", Samba.USER_PASSWORD).rejected()).isTrue();
  }

  @Test
  public void statesOfAccountsAreToldApartFromAWrongPassword() {
    Map<String, String> states =
        Map.of(
            "mustchange", "password must be changed (773)",
            "expired", "password expired (532)",
            "disabled", "account disabled (533)",
            "accountexpired", "account expired (701)",
            "hours", "not allowed at this time (530)",
            "workstation", "not allowed from this workstation (531)");
    states.forEach(
        (name, why) -> {
          assertThat(vpn.authenticate(name, Samba.USER_PASSWORD).rejected()).as(name).isTrue();
          assertThat(SITE.audit(name)).as(name).contains(why);
        });
    // Of an old password nothing is said to whoever does not know it.
    assertThat(vpn.authenticate("expired", "wrong").rejected()).isTrue();
    assertThat(SITE.audit("expired")).contains("wrong password (52e)");
    for (int i = 0; i < 5; i++) {
      assertThat(vpn.authenticate("locked", "wrong").rejected()).isTrue();
    }
    assertThat(vpn.authenticate("locked", Samba.USER_PASSWORD).rejected()).isTrue();
    assertThat(SITE.audit("locked")).contains("account locked (775)");
  }

  /** To the person an old password looks like a wrong one; the record tells them apart. */
  @Test
  public void statesOfAccountsOverRest() throws Exception {
    String made = server.rest().call("POST", "/tokens", "{\"name\":\"web\",\"role\":\"signin\"}");
    String token = made.replaceAll("(?s).*(vdt_[A-Za-z0-9_-]{43}).*", "$1");
    server.vedette(
        "application", "add", "web", "listener=sdk", "selectors=web", "primary=directory:corp");
    Site.named(server, Samba.user(23));
    assertThat(signIn(token, Samba.user(23), Samba.USER_PASSWORD)).contains("\"challenged\"");
    String wrong = signIn(token, Samba.user(23), "wrong");
    assertThat(wrong).contains("\"denied\"");
    for (String state : List.of("mustchange", "expired", "disabled")) {
      assertThat(signIn(token, state, Samba.USER_PASSWORD)).as(state).isEqualTo(wrong);
      assertThat(SITE.audit(state)).as(state).contains("\"application\":\"web\"");
    }
  }

  private String signIn(String token, String name, String password) throws Exception {
    return server
        .rest()
        .send(
            "POST",
            "/api/v1/signins",
            "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password),
            token)
        .body()
        .replaceAll("\"(reference|username)\"\\s*:\\s*\"[^\"]*\"", "");
  }

  private static Map<String, DirectoryEntry> byDn(DirectoryAtWork corp, String base) {
    return corp.all(Kind.USER, base).stream()
        .collect(Collectors.toMap(DirectoryEntry::dn, each -> each));
  }

  @Test
  public void row96And97DefaultSchemaIsReadPageByPage() throws Exception {
    try (DirectoryAtWork corp = SITE.directory("reader", "pageSize", "200")) {
      Map<String, DirectoryEntry> byDn = byDn(corp, Samba.STAFF);
      assertThat(byDn).hasSize(Samba.USERS);
      DirectoryEntry one = byDn.get(Samba.dn(150));
      assertThat(one.facts())
          .containsEntry("username", "user00150@corp.example")
          .containsEntry("firstName", "User")
          .containsEntry("lastName", "00150")
          .containsEntry("mail", "user00150@mail.example")
          .containsEntry("phone.business", "+41 44 6600150 x890")
          .containsEntry("phone.mobile", "+41 79 6600150");
      assertThat(one.names())
          .containsExactlyInAnyOrder("user00150", "CORP\\user00150", "user00150@corp.example");
      int last = Samba.USERS - 1;
      assertThat(byDn.get(Samba.dn(last)).fact("username")).contains(Samba.user(last));
      Map<String, DirectoryEntry> special = byDn(corp, Samba.SPECIAL);
      assertThat(special.get(Samba.dn("disabled")).enabled()).isFalse();
      assertThat(special.get(Samba.dn(Samba.UMLAUT)).fact("lastName"))
          .contains("M\u00fcller \u738b");
      assertThat(corp.all(Kind.USER, Samba.ZURICH)).hasSize(Samba.USERS / 10);
      assertThat(corp.in(Samba.TENTH)).hasSize(Samba.USERS / 10);
      assertThat(corp.members(Samba.INNER)).isEqualTo(corp.members(Samba.OUTER)).hasSize(2);
      assertThat(corp.byId(corp.members(Samba.OUTER)))
          .extracting(DirectoryEntry::dn)
          .containsExactlyInAnyOrder(Samba.dn(1), Samba.dn(2));
      assertThat(corp.troubleWithChanges()).isEqualTo(Trouble.BEGIN_AGAIN);
      assertThat(corp.probe()).allMatch(DirectoryProbe.Step::passed);
    }
    try (DirectoryAtWork some =
        SITE.directory("reader", "usersFilter", "(&(objectClass=user)(mail=user0010*))")) {
      assertThat(some.all(Kind.USER, Samba.BASE)).hasSize(10);
    }
  }

  @Test
  public void renamesMovesDisablesAndDeletesAreAmongTheChanges() throws Exception {
    samba.modify(
        IntStream.range(1, 6)
            .mapToObj(i -> SambaEntries.user("mover" + i, Samba.SPECIAL))
            .collect(Collectors.joining()));
    try (DirectoryAtWork corp = SITE.directory("service")) {
      String before = corp.cursor();
      Map<String, String> ids = new HashMap<>();
      byDn(corp, Samba.SPECIAL).forEach((dn, entry) -> ids.put(dn, entry.id()));
      assertThat(corp.since(before).changed()).isEmpty();
      samba.replace(Samba.dn("mover1"), "mail", "new@mail.example");
      samba.move(Samba.dn("mover2"), "CN=Renamed \u00e9", Samba.SPECIAL);
      samba.move(Samba.dn("mover3"), "CN=mover3", Samba.LEAVERS);
      samba.replace(Samba.dn("mover4"), "userAccountControl", "514");
      samba.delete(Samba.dn("mover5"));
      samba.addUser("newcomer", Samba.SPECIAL);
      Changes changes = corp.since(before);
      assertThat(changes.changed())
          .extracting(DirectoryEntry::dn)
          .containsExactlyInAnyOrder(
              Samba.dn("mover1"),
              "CN=Renamed \u00e9," + Samba.SPECIAL,
              "CN=mover3," + Samba.LEAVERS,
              Samba.dn("mover4"),
              Samba.dn("newcomer"));
      assertThat(changes.changed())
          .extracting(DirectoryEntry::id)
          .contains(ids.get(Samba.dn("mover2")), ids.get(Samba.dn("mover3")));
      assertThat(changes.changed().stream().filter(each -> !each.enabled()))
          .extracting(DirectoryEntry::dn)
          .containsExactly(Samba.dn("mover4"));
      assertThat(changes.gone()).containsExactly(ids.get(Samba.dn("mover5")));
      assertThat(changes.more()).isFalse();
      assertThat(corp.since(changes.cursor()).changed()).isEmpty();
      assertThat(server.vedette("directory", "search", "corp", "Renamed")).contains("Renamed");
    }
  }
}
