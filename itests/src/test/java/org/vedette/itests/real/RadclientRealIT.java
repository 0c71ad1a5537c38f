package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.itests.blackbox.Site.PASSWORD;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.blackbox.Site.Person;

/** A client and a token that others wrote: radclient asks, oathtool shows the codes. */
public class RadclientRealIT {
  private static final Pattern SECRET = Pattern.compile("secret=([A-Z2-7]+)");
  private static final String CODES = "127.0.0.9";
  private static Server server;

  @BeforeClass
  public static void start() {
    server = Server.unpack("radclient").start();
    Site.client(server, "vpn", "127.0.0.1");
    Site.client(server, "codes", CODES, "primary=none", "protocols=chap");
  }

  @AfterClass
  public static void stop() {
    server.close();
  }

  @Test
  public void challengeThenAcceptThenRejectOfTheSameCode() {
    Person person = Site.person(server);
    String code = oathtool(person);
    Radclient.Reply challenge = Radclient.signIn(server.radius(), person.name(), PASSWORD);
    assertThat(challenge.code()).as(challenge.output()).contains("Access-Challenge");
    Radclient.Reply accept = Radclient.answer(server.radius(), person.name(), code, challenge);
    assertThat(accept.code()).as(accept.output()).contains("Access-Accept");

    assertThat(Radclient.answer(server.radius(), person.name(), code, challenge).code())
        .as("a State works once")
        .contains("Access-Reject");
    Radclient.Reply again = Radclient.signIn(server.radius(), person.name(), PASSWORD);
    assertThat(Radclient.answer(server.radius(), person.name(), code, again).code())
        .as("a code works once")
        .contains("Access-Reject");
  }

  @Test
  public void codeByChap() {
    Person person = Site.withoutPassword(server);
    String code = oathtool(person);

    assertThat(chap(person, "000000").code()).contains("Access-Reject");
    Radclient.Reply accept = chap(person, code);
    assertThat(accept.code()).as(accept.output()).contains("Access-Accept");
    assertThat(chap(person, code).code()).as("a code works once").contains("Access-Reject");
  }

  private static Radclient.Reply chap(Person person, String code) {
    String attributes = "Packet-Src-IP-Address = %s%nUser-Name = \"%s\"%nCHAP-Password = \"%s\"%n";
    return Radclient.send(server.radius(), attributes.formatted(CODES, person.name(), code), 10);
  }

  @Test
  public void everythingWrongIsRejected() {
    Person person = Site.person(server);
    Radclient.Reply challenge = Radclient.signIn(server.radius(), person.name(), PASSWORD);

    assertThat(Radclient.answer(server.radius(), person.name(), "000000", challenge).code())
        .contains("Access-Reject");
    assertThat(Radclient.signIn(server.radius(), person.name(), "wrong").code())
        .contains("Access-Reject");
    assertThat(Radclient.signIn(server.radius(), "nobody", PASSWORD).code())
        .contains("Access-Reject");
  }

  private static String oathtool(Person person) {
    Matcher matcher = SECRET.matcher(person.otpauth());
    assertThat(matcher.find()).isTrue();
    return Tools.run("oathtool", List.of("oathtool", "--totp", "-b", "-"), matcher.group(1) + "\n")
        .strip();
  }
}
