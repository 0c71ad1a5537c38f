package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.itests.blackbox.Site.PASSWORD;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.blackbox.Site.Person;

/** Clients and a token that others wrote: radclient and radtest ask, oathtool shows the codes. */
public class RadclientRealIT {
  private static final Pattern SECRET = Pattern.compile("secret=([A-Z2-7]+)");
  private static final String VPN = "127.0.0.8";
  private static final String CODES = "127.0.0.9";
  private static Server server;

  @BeforeClass
  public static void start() {
    server = Server.unpack("radclient").start();
    Site.client(server, "vpn", VPN);
    Site.client(server, "codes", CODES, "primary=none", "protocols=chap");
    // radtest cannot be told to send from another address.
    Site.client(server, "radtest", "127.0.0.1", "primary=none", "protocols=pap, chap");
  }

  @AfterClass
  public static void stop() {
    server.close();
  }

  @Test
  public void challengeThenAcceptThenRejectOfTheSameCode() {
    Person person = Site.person(server);
    String code = oathtool(person);
    Radclient.Reply challenge = Radclient.signIn(server.radius(), VPN, person.name(), PASSWORD);
    assertThat(challenge.code()).as(challenge.output()).contains("Access-Challenge");
    Radclient.Reply accept = Radclient.answer(server.radius(), VPN, person.name(), code, challenge);
    assertThat(accept.code()).as(accept.output()).contains("Access-Accept");

    assertThat(Radclient.answer(server.radius(), VPN, person.name(), code, challenge).code())
        .as("a State works once")
        .contains("Access-Reject");
    Radclient.Reply again = Radclient.signIn(server.radius(), VPN, person.name(), PASSWORD);
    assertThat(Radclient.answer(server.radius(), VPN, person.name(), code, again).code())
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

  @Test
  public void codeByRadtestWithPapAndWithChap() {
    for (String protocol : List.of("pap", "chap")) {
      Person person = Site.withoutPassword(server);
      String code = oathtool(person);
      assertThat(radtest(protocol, person, "000000").output()).contains("Received Access-Reject");
      Tools.Ran right = radtest(protocol, person, code);
      assertThat(right.succeeded()).as(right.output()).isTrue();
      assertThat(right.output()).contains("Received Access-Accept", "Message-Authenticator = 0x");
      assertThat(radtest(protocol, person, code).output())
          .as("a code works once")
          .contains("Received Access-Reject");
    }
  }

  /** Its MS-CHAP is the first version, whose proofs give the password away: never served. */
  @Test
  public void firstVersionOfMsChapIsRejectedAndTheLogSaysWhy() {
    Person person = Site.withoutPassword(server);
    Tools.Ran ran = radtest("mschap", person, oathtool(person));

    assertThat(ran.output()).contains("Received Access-Reject");
    assertThat(server.log())
        .contains("does not serve their protocol", "protocol=MS-CHAPv1 application=\"radtest\"");
  }

  private static Tools.Ran radtest(String protocol, Person person, String code) {
    String address = "127.0.0.1:" + server.radius().getPort();
    List<String> command =
        List.of(
            "radtest",
            "-t",
            protocol,
            person.name(),
            code,
            address,
            "0",
            Site.SECRET,
            "0",
            "127.0.0.1");
    return Tools.attempt("freeradius-utils", command, "", Map.of());
  }

  private static Radclient.Reply chap(Person person, String code) {
    String attributes = "Packet-Src-IP-Address = %s%nUser-Name = \"%s\"%nCHAP-Password = \"%s\"%n";
    return Radclient.send(server.radius(), attributes.formatted(CODES, person.name(), code), 10);
  }

  @Test
  public void everythingWrongIsRejected() {
    Person person = Site.person(server);
    Radclient.Reply challenge = Radclient.signIn(server.radius(), VPN, person.name(), PASSWORD);

    assertThat(Radclient.answer(server.radius(), VPN, person.name(), "000000", challenge).code())
        .contains("Access-Reject");
    assertThat(Radclient.signIn(server.radius(), VPN, person.name(), "wrong").code())
        .contains("Access-Reject");
    assertThat(Radclient.signIn(server.radius(), VPN, "nobody", PASSWORD).code())
        .contains("Access-Reject");
  }

  private static String oathtool(Person person) {
    Matcher matcher = SECRET.matcher(person.otpauth());
    assertThat(matcher.find()).isTrue();
    return Tools.run("oathtool", List.of("oathtool", "--totp", "-b", "-"), matcher.group(1) + "\n")
        .strip();
  }
}
