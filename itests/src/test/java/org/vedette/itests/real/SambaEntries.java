package org.vedette.itests.real;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.vedette.codec.mschap.NtHash;

/** The entries with which a {@link Samba} begins, as LDIF (RFC 2849). */
final class SambaEntries {
  private static final int NORMAL = 512;
  private static final int DISABLED = 514;
  private static final int NEVER_EXPIRES = 66048;

  /** A day of 2012, in steps of 100 ns since 1601. */
  private static final String LONG_AGO = "130000000000000000";

  /** Seconds between 1601 and 1970. */
  private static final long SECONDS_1601 = 11_644_473_600L;

  private final StringBuilder ldif = new StringBuilder();

  private SambaEntries() {}

  /** The units. */
  static String units() {
    SambaEntries all = new SambaEntries();
    for (String unit :
        List.of(Samba.STAFF, Samba.ZURICH, Samba.SPECIAL, Samba.LEAVERS, Samba.GROUPS)) {
      all.entry(unit, "objectClass: organizationalUnit");
    }
    return all.ldif.toString();
  }

  /**
   * The numbered people, with the hash of their password instead of the password: making all the
   * keys that a controller keeps of one takes 20 ms.
   *
   * @param now when their passwords were set
   */
  static String numbered(Instant now) {
    SambaEntries all = new SambaEntries();
    byte[] hash = NtHash.of(Samba.USER_PASSWORD.getBytes(StandardCharsets.UTF_8));
    List<String> password =
        List.of(
            "unicodePwd:: " + Base64.getEncoder().encodeToString(hash),
            "pwdLastSet: " + fileTime(now));
    for (int i = 0; i < Samba.USERS; i++) {
      all.staff(i, password);
    }
    return all.ldif.toString();
  }

  /**
   * The named people, the groups, the loop of groups, the limit of wrong passwords; passwords may
   * change.
   */
  static String others() {
    SambaEntries all = new SambaEntries();
    all.named();
    all.groups();
    return all.ldif
        + replace(Samba.BASE, "lockoutThreshold", "5")
        + replace(Samba.BASE, "minPwdAge", "0")
        + member("add", Samba.INNER, Samba.OUTER);
  }

  /** What only the controller's own tools may write, past the checks of passwords. */
  static String expired() {
    return replace(Samba.dn("expired"), "pwdLastSet", LONG_AGO);
  }

  /** Replaces an attribute of an entry. */
  static String replace(String dn, String attribute, String value) {
    return text("dn", dn)
        + "\nchangetype: modify\nreplace: %s\n%s\n\n".formatted(attribute, text(attribute, value));
  }

  /** Adds a member to a group, or deletes it from it. */
  static String member(String what, String group, String member) {
    return text("dn", group)
        + "\nchangetype: modify\n%s: member\n%s\n\n".formatted(what, text("member", member));
  }

  /** Moves and renames an entry. */
  static String moved(String dn, String newRdn, String newParent) {
    return text("dn", dn)
        + "\nchangetype: moddn\n%s\ndeleteoldrdn: 1\n%s\n\n"
            .formatted(text("newrdn", newRdn), text("newsuperior", newParent));
  }

  /** Removes an entry. */
  static String deleted(String dn) {
    return text("dn", dn) + "\nchangetype: delete\n\n";
  }

  /** A group. */
  static String group(String dn, List<String> members) {
    SambaEntries one = new SambaEntries();
    one.addGroup(dn, members);
    return one.ldif.toString();
  }

  /** Steps of 100 ns since 1601 (MS-DTYP 2.3.3). */
  private static long fileTime(Instant time) {
    return (time.getEpochSecond() + SECONDS_1601) * 10_000_000L;
  }

  /** One of the numbered; each tenth is in Zürich, and the last has no principal name. */
  private void staff(int number, List<String> password) {
    String name = Samba.user(number);
    List<String> lines = new ArrayList<>(List.of("objectClass: user"));
    lines.add("userAccountControl: " + NORMAL);
    lines.addAll(password);
    lines.add("sAMAccountName: " + name);
    if (number < Samba.USERS - 1) {
      lines.add("userPrincipalName: " + name + Samba.AT_DOMAIN);
    }
    lines.add("givenName: User");
    lines.add("sn: %05d".formatted(number));
    lines.add("mail: " + name + "@mail.example");
    lines.add("telephoneNumber: " + business(number) + " x890");
    lines.add("mobile: +41 79 66%05d".formatted(number));
    entry(Samba.dn(number), lines.toArray(String[]::new));
  }

  /** The number of somebody's desk. */
  static String business(int number) {
    return "+41 44 66%05d".formatted(number);
  }

  /** Another person. */
  static String user(String name, String parent, String... more) {
    SambaEntries one = new SambaEntries();
    List<String> lines = new ArrayList<>(List.of(text("sAMAccountName", name)));
    lines.add(text("userPrincipalName", name + Samba.AT_DOMAIN));
    lines.addAll(List.of(more));
    one.person("CN=" + name + "," + parent, NORMAL, lines);
    return one.ldif.toString();
  }

  private void named() {
    person("service", NEVER_EXPIRES);
    person("reader", NEVER_EXPIRES);
    person("mustchange", NORMAL, "pwdLastSet: 0");
    person("expired", NORMAL);
    person("disabled", DISABLED);
    person("accountexpired", NORMAL, "accountExpires: 116444736010000000");
    person("hours", NORMAL, "logonHours:: " + Base64.getEncoder().encodeToString(new byte[21]));
    person("workstation", NORMAL, "userWorkstations: NOWHERE");
    person("locked", NORMAL);
    person("twin1", NORMAL, "mail: twin@mail.example");
    person("twin2", NORMAL, "mail: twin@mail.example");
    person(
        Samba.UMLAUT,
        NORMAL,
        text("givenName", "J\u00fcrg"),
        text("sn", "M\u00fcller \u738b"),
        text("mail", Samba.UMLAUT + "@mail.example"),
        "telephoneNumber: +41 44 668 20 00 x890");
  }

  private void groups() {
    addGroup(Samba.INNER, List.of(Samba.dn(1)));
    addGroup(Samba.OUTER, List.of(Samba.INNER, Samba.dn(2)));
    addGroup(
        Samba.TENTH,
        IntStream.range(0, Samba.USERS)
            .filter(number -> number % 10 == 0)
            .mapToObj(Samba::dn)
            .toList());
    // Whoever administers the domain may read what changed (DirSync).
    ldif.append("dn: CN=Administrators,CN=Builtin,%s\nchangetype: modify\n".formatted(Samba.BASE))
        .append("add: member\nmember: %s\n\n".formatted(Samba.dn("service")));
  }

  private void addGroup(String dn, List<String> members) {
    List<String> lines = new ArrayList<>(List.of("objectClass: group"));
    lines.add("sAMAccountName: " + dn.substring("CN=".length(), dn.indexOf(',')));
    members.forEach(member -> lines.add(text("member", member)));
    entry(dn, lines.toArray(String[]::new));
  }

  private void person(String name, int control, String... more) {
    List<String> lines = new ArrayList<>(List.of(text("sAMAccountName", name)));
    lines.add(text("userPrincipalName", name + Samba.AT_DOMAIN));
    lines.addAll(List.of(more));
    person(Samba.dn(name), control, lines);
  }

  private void person(String dn, int control, List<String> more) {
    List<String> lines = new ArrayList<>(List.of("objectClass: user"));
    lines.add("userAccountControl: " + control);
    lines.add("unicodePwd:: " + password());
    lines.addAll(more);
    entry(dn, lines.toArray(String[]::new));
  }

  private void entry(String dn, String... lines) {
    ldif.append(text("dn", dn)).append("\nchangetype: add\n");
    for (String line : lines) {
      ldif.append(line).append('\n');
    }
    ldif.append('\n');
  }

  /**
   * The form in which Active Directory takes a password: in quotes, UTF-16 (MS-ADTS 3.1.1.3.1.5).
   */
  private static String password() {
    byte[] quoted = ("\"" + Samba.USER_PASSWORD + "\"").getBytes(StandardCharsets.UTF_16LE);
    return Base64.getEncoder().encodeToString(quoted);
  }

  /** A line, in base 64 where it is not ASCII (RFC 2849, note 4). */
  static String text(String attribute, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return bytes.length == value.length()
        ? attribute + ": " + value
        : attribute + ":: " + Base64.getEncoder().encodeToString(bytes);
  }
}
