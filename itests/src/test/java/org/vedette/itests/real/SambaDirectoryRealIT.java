package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.itests.blackbox.Site.SECRET;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.AfterClass;
import org.junit.BeforeClass;
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
public class SambaDirectoryRealIT {
  private static Samba samba;
  private static Server server;
  private static RadiusClient vpn;

  @BeforeClass
  public static void start() throws Exception {
    samba = new Samba();
    server = Server.unpack("samba").start();
    server.vedetteWith(
        Samba.USER_PASSWORD + "\n",
        "directory",
        "add",
        "corp",
        "servers=" + samba.tls(),
        "trustedCertificates=@" + samba.authority().certificate(),
        "baseDn=" + Samba.BASE,
        "bindDn=service" + Samba.AT_DOMAIN,
        "pageSize=50",
        "--stdin");
    server.vedette("settings", "set", "org.vedette.core", "resolveNames=corp");
    Site.client(server, "vpn", "127.0.0.10", "primary=directory:corp");
    vpn =
        RadiusClient.to(server.radius(), SECRET)
            .from(new InetSocketAddress("127.0.0.10", 0))
            .sends(1)
            .timeout(Duration.ofSeconds(10))
            .open();
  }

  @AfterClass
  public static void stop() throws Exception {
    vpn.close();
    server.close();
    samba.close();
  }

  private static DirectoryAtWork directory(String account, String... settings) throws Exception {
    Map<String, String> all = new HashMap<>();
    all.put("servers", samba.tls());
    all.put("trustedCertificates", samba.authority().pem());
    all.put("baseDn", Samba.BASE);
    all.put("bindDn", account + Samba.AT_DOMAIN);
    all.put("bindPassword", Samba.USER_PASSWORD);
    all.put("pageSize", "50");
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return new DirectoryAtWork(all);
  }

  private static String audit(String name) {
    return server.rest().later("GET", "/api/v1/audit?text=" + name, "").join().body();
  }

  @Test
  public void row9EveryFormOfANameReachesTheSameUser() {
    Person person = Site.named(server, Samba.user(21));
    for (String typed :
        List.of(
            "user021",
            "CORP\\USER021",
            "corp.example\\user021",
            "User021@Corp.Example",
            "user021@mail.example")) {
      Exchange asked = vpn.authenticate(typed, Samba.USER_PASSWORD);
      assertThat(asked.challenged()).as(typed + ": " + asked).isTrue();
      assertThat(vpn.authenticate(typed, "wrong").rejected()).as(typed).isTrue();
    }
    Exchange asked = vpn.authenticate("corp\\User021", Samba.USER_PASSWORD);
    String code = person.token().codeAt(Instant.now());
    assertThat(vpn.answer(asked, "corp\\User021", code).accepted()).isTrue();
    assertThat(server.vedette("directory", "find", "corp", "CORP\\user021"))
        .contains("CN=User 021");
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
    assertThat(vpn.authenticate("CORP\\user022", Samba.USER_PASSWORD).rejected()).isTrue();
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
          assertThat(audit(name)).as(name).contains(why);
        });
    // Of an old password nothing is said to whoever does not know it.
    assertThat(vpn.authenticate("expired", "wrong").rejected()).isTrue();
    assertThat(audit("expired")).contains("wrong password (52e)");
    for (int i = 0; i < 5; i++) {
      assertThat(vpn.authenticate("locked", "wrong").rejected()).isTrue();
    }
    assertThat(vpn.authenticate("locked", Samba.USER_PASSWORD).rejected()).isTrue();
    assertThat(audit("locked")).contains("account locked (775)");
  }

  @Test
  public void row96And97DefaultSchemaIsReadPageByPage() throws Exception {
    try (DirectoryAtWork corp = directory("reader")) {
      Map<String, DirectoryEntry> byDn =
          corp.all(Kind.USER, Samba.STAFF).stream()
              .collect(Collectors.toMap(DirectoryEntry::dn, each -> each));
      assertThat(byDn.keySet().stream().filter(dn -> dn.startsWith("CN=User 1"))).hasSize(100);
      DirectoryEntry one = byDn.get(Samba.dn(150));
      assertThat(one.facts())
          .containsEntry("username", "user150@corp.example")
          .containsEntry("firstName", "User")
          .containsEntry("lastName", "150")
          .containsEntry("mail", "user150@mail.example")
          .containsEntry("phone.business", "+41 44 668 1150 x890")
          .containsEntry("phone.mobile", "+41 79 668 1150");
      assertThat(one.names())
          .containsExactlyInAnyOrder("user150", "CORP\\user150", "user150@corp.example");
      int last = Samba.USERS - 1;
      assertThat(byDn.get(Samba.dn(last)).fact("username")).contains(Samba.user(last));
      assertThat(byDn.get(Samba.dn("disabled")).enabled()).isFalse();
      assertThat(byDn.get(Samba.dn(Samba.UMLAUT)).fact("lastName")).contains("M\u00fcller \u738b");
      assertThat(corp.all(Kind.USER, Samba.ZURICH)).hasSize(Samba.USERS / 10);
      assertThat(corp.in(Samba.EVERYBODY)).hasSize(Samba.USERS);
      assertThat(corp.members(Samba.INNER)).isEqualTo(corp.members(Samba.OUTER)).hasSize(2);
      assertThat(corp.byId(corp.members(Samba.OUTER)))
          .extracting(DirectoryEntry::dn)
          .containsExactlyInAnyOrder(Samba.dn(1), Samba.dn(2));
      assertThat(corp.troubleWithChanges()).isEqualTo(Trouble.BEGIN_AGAIN);
      assertThat(corp.probe()).allMatch(DirectoryProbe.Step::passed);
    }
    try (DirectoryAtWork some =
        directory("reader", "usersFilter", "(&(objectClass=user)(mail=user00*))")) {
      assertThat(some.all(Kind.USER, Samba.BASE)).hasSize(10);
    }
  }

  @Test
  public void renamesMovesDisablesAndDeletesAreAmongTheChanges() throws Exception {
    try (DirectoryAtWork corp = directory("service")) {
      String before = corp.cursor();
      Map<String, String> ids =
          corp.all(Kind.USER, Samba.STAFF).stream()
              .collect(Collectors.toMap(DirectoryEntry::dn, DirectoryEntry::id));
      assertThat(corp.since(before).changed()).isEmpty();
      samba.replace(Samba.dn(101), "mail", "new@mail.example");
      samba.move(Samba.dn(102), "CN=Renamed \u00e9", Samba.STAFF);
      samba.move(Samba.dn(103), "CN=User 103", Samba.LEAVERS);
      samba.replace(Samba.dn(104), "userAccountControl", "514");
      samba.delete(Samba.dn(105));
      samba.addUser("newcomer", Samba.ZURICH);
      Changes changes = corp.since(before);
      assertThat(changes.changed())
          .extracting(DirectoryEntry::dn)
          .containsExactlyInAnyOrder(
              Samba.dn(101),
              "CN=Renamed \u00e9," + Samba.STAFF,
              "CN=User 103," + Samba.LEAVERS,
              Samba.dn(104),
              "CN=newcomer," + Samba.ZURICH);
      assertThat(changes.changed())
          .extracting(DirectoryEntry::id)
          .contains(ids.get(Samba.dn(102)), ids.get(Samba.dn(103)));
      assertThat(changes.changed().stream().filter(each -> !each.enabled()))
          .extracting(DirectoryEntry::dn)
          .containsExactly(Samba.dn(104));
      assertThat(changes.gone()).containsExactly(ids.get(Samba.dn(105)));
      assertThat(changes.more()).isFalse();
      assertThat(corp.since(changes.cursor()).changed()).isEmpty();
      assertThat(server.vedette("directory", "search", "corp", "Renamed")).contains("Renamed");
    }
  }
}
