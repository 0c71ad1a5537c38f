package org.vedette.itests.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.TreeSet;

/** Tens of thousands of people for a {@link Slapd}, every hundredth with a name in Cyrillic. */
public final class SlapdPeople {
  /** Where they are. */
  public static final String PLACE = "ou=sync," + Slapd.BASE;

  /** Where nobody of them is at first. */
  public static final String ELSEWHERE = "ou=elsewhere," + Slapd.BASE;

  /** The last name of all of them. */
  public static final String LAST_NAME = "Numbered";

  private static final String FIRST_NAME = "\u0416\u0430\u043d\u043d\u0430";
  private static final int CYRILLIC = 100;

  private SlapdPeople() {}

  /** Writes the places and so many people. */
  public static void write(Appendable ldif, int count) throws IOException {
    for (String place : new String[] {PLACE, ELSEWHERE}) {
      ldif.append("dn: ").append(place).append("\nobjectClass: organizationalUnit\n\n");
    }
    for (int number = 0; number < count; number++) {
      ldif.append(person(number));
    }
  }

  /** The account name of one of them. */
  public static String name(int number) {
    return String.format(
        Locale.ROOT, number % CYRILLIC == 0 ? FIRST_NAME + "%06d" : "person%06d", number);
  }

  /** Names as users have them, in normal form. */
  public static TreeSet<String> names(int count) {
    TreeSet<String> names = new TreeSet<>();
    for (int number = 0; number < count; number++) {
      names.add(name(number).toLowerCase(Locale.ROOT));
    }
    return names;
  }

  /** Where one of them is at first. */
  public static String dn(int number) {
    return "uid=" + name(number) + "," + PLACE;
  }

  /** A line of LDIF, in base64 where it is not ASCII (RFC 2849). */
  public static String line(String attribute, String value) {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(value)
        ? attribute + ": " + value
        : attribute
            + ":: "
            + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }

  /** One of them as LDIF. */
  public static String person(int number) {
    return String.join(
        "\n",
        line("dn", dn(number)),
        "objectClass: inetOrgPerson",
        line("uid", name(number)),
        line("cn", name(number)),
        "sn: " + LAST_NAME,
        line("givenName", FIRST_NAME),
        "mail: person" + number + "@corp.example",
        "telephoneNumber: +41 44 668 18 00 x" + number,
        "",
        "");
  }
}
