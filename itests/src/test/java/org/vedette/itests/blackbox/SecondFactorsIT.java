package org.vedette.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.itests.blackbox.Site.PASSWORD;
import static org.vedette.itests.blackbox.Site.SECRET;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.itests.blackbox.Site.Person;

/** Codes by text message and mail, recovery codes, bypass and cache, over RADIUS. */
public class SecondFactorsIT {
  private static final Pattern CODE = Pattern.compile("\\b([0-9]{6})\\b");
  private static final Pattern RECOVERY = Pattern.compile("\\b([0-9A-Z]{5}-[0-9A-Z]{5})\\b");

  private static SmsProvider provider;
  private static GreenMail mails;
  private static Server server;
  private static RadiusClient vpn;

  @BeforeClass
  public static void start() throws Exception {
    provider = new SmsProvider();
    mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mails.start();
    server = Server.unpack("factors").start();
    gateway("http~main", "url=" + provider.url());
    gateway("http~down", "url=http://127.0.0.1:1");
    server.vedette(
        "settings",
        "set",
        "org.vedette.gateway.mail~main",
        "host=127.0.0.1",
        "port=" + mails.getSmtp().getPort(),
        "security=none",
        "from=login@corp.example");
    server.vedette(
        "settings",
        "set",
        "org.vedette.core",
        "routes=sms +41 http:down,http:main;sms * http:main");
    Site.client(server, "vpn", "127.0.0.1");
    server.vedette("application", "set", "vpn", "tries=3");
    vpn = at("127.0.0.1");
  }

  private static void gateway(String name, String url) {
    server.vedetteWith(
        "vdtmark-sms-token\n",
        "settings",
        "set",
        "org.vedette.gateway." + name,
        url,
        "account=AC1",
        "from=+15550100",
        "--secret-stdin",
        "secret");
  }

  @AfterClass
  public static void stop() throws Exception {
    vpn.close();
    server.close();
    mails.stop();
    provider.close();
  }

  private static RadiusClient at(String address) {
    return RadiusClient.to(server.radius(), SECRET).from(new InetSocketAddress(address, 0)).open();
  }

  /** Rows 12 and 21; the first gateway of the route is down. */
  @Test
  public void aTextMessageLetsInOnceAndAWrongCodeSendsNoOther() throws Exception {
    String name = "texter";
    user(name, phone("791234567") + ",\"languages\":{\"text\":\"de\"}");
    enroll(name, "text");

    assertThat(vpn.authenticate(name, "wrong").rejected()).isTrue();
    assertThat(provider.taken("+41791234567")).as("a wrong password sends nothing").isEmpty();
    Exchange asked = vpn.authenticate(name, PASSWORD);
    assertThat(asked.challenged()).as(asked.toString()).isTrue();
    assertThat(asked.message()).contains("\u202667").doesNotContain("1234");
    List<SmsProvider.Sms> taken = provider.taken("+41791234567");
    assertThat(taken).hasSize(1);
    assertThat(taken.get(0).text()).contains("Code f\u00fcr vpn");
    String code = find(CODE, taken.get(0).text());

    Exchange again = vpn.answer(asked, name, code.equals("000000") ? "111111" : "000000");
    assertThat(again.challenged()).as(again.toString()).isTrue();
    assertThat(provider.taken("+41791234567")).hasSize(1);
    assertThat(vpn.answer(again, name, code).accepted()).isTrue();
    assertThat(vpn.answer(again, name, code).rejected()).as("used").isTrue();

    String audit = server.vedette("audit", "list", "--text", name);
    assertThat(audit).contains("MESSAGE_SENT", "SENT_CODE_VERIFIED").doesNotContain(code);
    assertThat(server.log()).doesNotContain(code).doesNotContain("vdtmark");
  }

  @Test
  public void aNumberThatTheProviderRefusesIsDeniedWithItsOwnResult() throws Exception {
    user("wrongnumber", phone("440000000"));
    enroll("wrongnumber", "text");

    assertThat(vpn.authenticate("wrongnumber", PASSWORD).rejected()).isTrue();
    assertThat(server.vedette("audit", "list", "--text", "wrongnumber"))
        .contains("DELIVERY_REFUSED");
  }

  @Test
  public void aMailLetsIn() throws Exception {
    String name = "mailer";
    user(name, "\"email\":\"mailer@corp.example\"");
    enroll(name, "mail");

    Exchange asked = vpn.authenticate(name, PASSWORD);
    assertThat(asked.message()).contains("m\u2026@corp.example");
    assertThat(mails.waitForIncomingEmail(5_000, 1)).isTrue();
    var mail = mails.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("Your code for vpn");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    String code = find(CODE, mail.getContent().toString());
    assertThat(vpn.answer(asked, name, code).accepted()).isTrue();
  }

  @Test
  public void aRecoveryCodeServesOnceWhereACodeIsAskedFor() throws Exception {
    Person person = Site.person(server);
    String sheet = server.vedette("enrollment", "add", person.name(), "--method", "recovery");
    String code = find(RECOVERY, sheet);

    Exchange asked = vpn.authenticate(person.name(), PASSWORD);
    assertThat(vpn.answer(asked, person.name(), code.toLowerCase(Locale.ROOT)).accepted()).isTrue();
    assertThat(server.vedette("enrollment", "list", person.name())).contains("left", "9");
    Exchange next = vpn.authenticate(person.name(), PASSWORD);
    Exchange used = vpn.answer(next, person.name(), code);
    assertThat(used.challenged()).as("wrong, with tries left").isTrue();
    assertThat(vpn.answer(used, person.name(), person.token().codeAt(Instant.now())).accepted())
        .isTrue();
  }

  /** Rows 30 to 32. */
  @Test
  public void aBypassServesOnce() {
    Person person = Site.person(server);
    server.vedette("user", "bypass", person.name(), "--reason", "phone lost");

    assertThat(vpn.authenticate(person.name(), "wrong").rejected()).isTrue();
    assertThat(vpn.authenticate(person.name(), PASSWORD).accepted()).isTrue();
    assertThat(vpn.authenticate(person.name(), PASSWORD).challenged()).isTrue();
    assertThat(server.vedette("audit", "list", "--text", person.name())).contains("BYPASSED");
  }

  /** Rows 33 to 35. */
  @Test
  public void aSecondFactorCountsAgainForAWhile() throws Exception {
    Site.client(server, "chatty", "127.0.0.3");
    server.vedette("application", "set", "chatty", "cacheSeconds=60");
    Person person = Site.person(server);
    try (RadiusClient chatty = at("127.0.0.3")) {
      Exchange asked = chatty.authenticate(person.name(), PASSWORD);
      String code = person.token().codeAt(Instant.now());
      assertThat(chatty.answer(asked, person.name(), code).accepted()).isTrue();
      assertThat(chatty.authenticate(person.name(), PASSWORD).accepted()).isTrue();
      assertThat(chatty.authenticate(person.name(), "wrong").rejected()).isTrue();
    }
    assertThat(vpn.authenticate(person.name(), PASSWORD).challenged()).isTrue();
    assertThat(server.vedette("audit", "list", "--text", person.name())).contains("CACHED");
  }

  private static String phone(String number) {
    return "\"phone\":{\"country\":\"41\",\"number\":\"" + number + "\"}";
  }

  private static void user(String name, String fields) throws IOException, InterruptedException {
    server.rest().call("POST", "/users", "{\"username\":\"" + name + "\"," + fields + "}");
    Site.password(server, name);
  }

  private static void enroll(String name, String method) throws IOException, InterruptedException {
    server
        .rest()
        .call("POST", "/users/" + name + "/enrollments", "{\"method\":\"" + method + "\"}");
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("a code in what was sent").isTrue();
    return matcher.group(1);
  }
}
