package org.vedette.itests.real;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The entries with which a {@link Samba} begins, as LDIF (RFC 2849). */
final class SambaEntries {
  private static final int NORMAL = 512;
  private static final int DISABLED = 514;
  private static final int NEVER_EXPIRES = 66048;

  /** A day of 2012, in steps of 100 ns since 1601. */
  private static final String LONG_AGO = "130000000000000000";

  private final StringBuilder ldif = new StringBuilder();

  private SambaEntries() {}

  /** What is added. */
  static String added() {
    SambaEntries all = new SambaEntries();
    for (String unit : List.of(Samba.STAFF, Samba.ZURICH, Samba.LEAVERS, Samba.GROUPS)) {
      all.entry(unit, "objectClass: organizationalUnit");
    }
    List<String> everybody = new ArrayList<>();
    for (int i = 0; i < Samba.USERS; i++) {
      everybody.add(all.staff(i));
    }
    all.others();
    all.groups(everybody);
    return all.ldif.toString();
  }

  /** What only the controller's own tools may write, past the checks of passwords. */
  static String expired() {
    return modify(Samba.dn("expired"), "pwdLastSet", LONG_AGO);
  }

  /** What closes the loop of groups and limits wrong passwords. */
  static String changed() {
    return modify(Samba.BASE, "lockoutThreshold", "5")
        + "dn: %s\nchangetype: modify\nadd: member\nmember: %s\n\n"
            .formatted(Samba.INNER, Samba.OUTER);
  }

  private static String modify(String dn, String attribute, String value) {
    return "dn: %s\nchangetype: modify\nreplace: %s\n%s: %s\n\n"
        .formatted(dn, attribute, attribute, value);
  }

  /** One of the numbered; each tenth is in Zürich, and the last has no principal name. */
  private String staff(int number) {
    String name = Samba.user(number);
    String dn = Samba.dn(number);
    List<String> lines = new ArrayList<>(List.of("sAMAccountName: " + name));
    if (number < Samba.USERS - 1) {
      lines.add("userPrincipalName: " + name + Samba.AT_DOMAIN);
    }
    lines.add("givenName: User");
    lines.add("sn: %03d".formatted(number));
    lines.add("mail: " + name + "@mail.example");
    lines.add("telephoneNumber: +41 44 668 1%03d x890".formatted(number));
    lines.add("mobile: +41 79 668 1%03d".formatted(number));
    person(dn, NORMAL, lines);
    return dn;
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

  private void others() {
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

  private void groups(List<String> everybody) {
    group(Samba.INNER, List.of(Samba.dn(1)));
    group(Samba.OUTER, List.of(Samba.INNER, Samba.dn(2)));
    group(Samba.EVERYBODY, everybody);
    // Whoever administers the domain may read what changed (DirSync).
    ldif.append("dn: CN=Administrators,CN=Builtin,%s\nchangetype: modify\n".formatted(Samba.BASE))
        .append("add: member\nmember: %s\n\n".formatted(Samba.dn("service")));
  }

  private void group(String dn, List<String> members) {
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
