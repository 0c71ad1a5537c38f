package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.vedette.itests.blackbox.Site;
import org.vedette.testkit.held.HeldPhones;
import org.vedette.testkit.held.HeldPhones.Decision;

/** The LDAP listener before a real Active Directory, asked by OpenLDAP's clients. */
public class SambaListenerPart {
  @ClassRule public static final SambaSite SITE = SambaSite.shared();

  private static final String NEXT_PASSWORD = "marked-Samba-Yr92";
  private static final int INVALID_CREDENTIALS = 49;

  private final HeldPhones phones = SITE.phones();
  private final LdapFront front = SITE.front();

  @BeforeClass
  public static void start() {
    SITE.server()
        .vedette(
            "application",
            "add",
            "wiki",
            "listener=ldap",
            "selectors=127.0.0.1",
            "primary=directory:corp",
            "userMatch=false",
            "serviceAccounts=" + Samba.dn("service"),
            "dnRules=directory",
            "collapseSeconds=0",
            "cacheIdleSeconds=300",
            "cacheLifeSeconds=600",
            "deadlineSeconds=30");
  }

  /** Looks for somebody, bound as somebody; Samba does not tell who one is (RFC 4532). */
  private Tools.Ran search(String name, String password, String wanted) {
    return front.as(
        name,
        password,
        "",
        "ldapsearch",
        "-LLL",
        "-b",
        Samba.BASE,
        "(sAMAccountName=" + wanted + ")",
        "1.1");
  }

  /** The same, and the phone says yes. */
  private Tools.Ran approved(String name, String password, String wanted) {
    CompletableFuture<Tools.Ran> waiting =
        CompletableFuture.supplyAsync(() -> search(name, password, wanted));
    phones.answer(SITE.prompt(), Decision.APPROVE);
    return waiting.join();
  }

  /** Rows 9, 64 and 65. */
  @Test
  public void everyFormOfANameBindsAndSearches() throws Exception {
    String user = Samba.user(30);
    Site.withPhone(SITE.server(), user, phones);
    int rings = phones.rings();
    List<String> forms =
        List.of(Samba.dn(30), user + Samba.AT_DOMAIN, Samba.DOMAIN + "\\" + user, user);
    for (String name : forms) {
      Tools.Ran ran = approved(name, Samba.USER_PASSWORD, user);
      assertThat(ran.code()).as(name + ": " + ran.output()).isZero();
      assertThat(ran.output()).as(name).contains(SambaEntries.text("dn", Samba.dn(30)));
      Tools.Ran wrong = search(name, "wrong", user);
      assertThat(wrong.code()).as(name).isEqualTo(INVALID_CREDENTIALS);
      assertThat(wrong.output()).as(name).contains("Sign-in failed.").doesNotContain("data");
    }
    assertThat(phones.rings()).as("right passwords ring").isEqualTo(rings + forms.size());
  }

  /** Rows 65 and 67: a program reads everybody in pages, and nobody is asked. */
  @Test
  public void aProgramReadsEverybody() {
    int rings = phones.rings();
    Tools.Ran ran =
        front.as(
            Samba.dn("service"),
            Samba.USER_PASSWORD,
            "",
            "ldapsearch",
            "-LLL",
            "-E",
            "pr=500/noprompt",
            "-b",
            Samba.STAFF,
            "(sAMAccountName=user*)",
            "1.1");
    assertThat(ran.code()).as(ran.output()).isZero();
    assertThat(ran.output().lines().filter(line -> line.startsWith("dn:"))).hasSize(Samba.USERS);
    assertThat(phones.rings()).isEqualTo(rings);
  }

  /** Programs read the code in the text; a wrong password is told of as any other refusal. */
  @Test
  public void statesOfAccountsAreToldAsTheDirectoryDoes() throws Exception {
    int rings = phones.rings();
    for (String[] state :
        new String[][] {
          {"mustchange", "773"},
          {"expired", "532"},
          {"disabled", "533"},
          {"accountexpired", "701"},
          {"hours", "530"},
          {"workstation", "531"}
        }) {
      Site.withPhone(SITE.server(), state[0], phones);
      String name = state[0] + Samba.AT_DOMAIN;
      Tools.Ran straight =
          LdapFront.ldap(
              SITE.samba().tls(),
              SITE.samba().authority(),
              name,
              Samba.USER_PASSWORD,
              "",
              "ldapsearch",
              "-b",
              Samba.BASE);
      assertThat(straight.output()).contains("data " + state[1]);
      Tools.Ran here = search(name, Samba.USER_PASSWORD, "nobody");
      assertThat(here.output()).as(name).isEqualTo(straight.output());
      assertThat(search(Samba.dn(state[0]), Samba.USER_PASSWORD, "nobody").output())
          .as("by its DN")
          .isEqualTo(straight.output());
      assertThat(search(name, "wrong", "nobody").output())
          .as(name)
          .contains("Sign-in failed.")
          .doesNotContain("data");
    }
    assertThat(phones.rings()).as("nobody was asked").isEqualTo(rings);
  }

  /** Row 65, and what was remembered of the old password. */
  @Test
  public void whoChangesThePasswordSignsInWithTheNewOne() throws Exception {
    String user = Samba.user(31);
    String name = user + Samba.AT_DOMAIN;
    Site.withPhone(SITE.server(), user, phones);
    assertThat(approved(name, Samba.USER_PASSWORD, user).code()).isZero();
    int rings = phones.rings();
    assertThat(search(name, Samba.USER_PASSWORD, user).code()).as("remembered").isZero();
    // Samba has no extended operation for this (RFC 3062); it says so itself.
    Tools.Ran extended = front.as(name, Samba.USER_PASSWORD, "", "ldappasswd", "-s", NEXT_PASSWORD);
    assertThat(extended.output()).contains("Protocol error (2)");
    assertThat(phones.rings()).as("still remembered").isEqualTo(rings);

    CompletableFuture<Tools.Ran> changing =
        CompletableFuture.supplyAsync(
            () ->
                front.as(
                    name,
                    Samba.USER_PASSWORD,
                    change(Samba.dn(31), Samba.USER_PASSWORD, NEXT_PASSWORD),
                    "ldapmodify"));
    phones.answer(SITE.prompt(), Decision.APPROVE);
    assertThat(changing.join().code()).as(changing.join().output()).isZero();

    assertThat(search(name, Samba.USER_PASSWORD, user).code())
        .as("the old one")
        .isEqualTo(INVALID_CREDENTIALS);
    Tools.Ran next = approved(name, NEXT_PASSWORD, user);
    assertThat(next.code()).as("the new one: " + next.output()).isZero();
    assertThat(phones.rings()).isEqualTo(rings + 2);
  }

  /** How a person changes the own password (MS-ADTS 3.1.1.3.1.5.2). */
  private static String change(String dn, String before, String after) {
    return """
    %s
    changetype: modify
    delete: unicodePwd
    unicodePwd:: %s
    -
    add: unicodePwd
    unicodePwd:: %s
    -
    """
        .formatted(SambaEntries.text("dn", dn), quoted(before), quoted(after));
  }

  private static String quoted(String password) {
    byte[] bytes = ("\"" + password + "\"").getBytes(StandardCharsets.UTF_16LE);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
