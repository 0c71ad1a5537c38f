package org.vedette.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vedette.itests.blackbox.Site.PASSWORD;
import static org.vedette.itests.blackbox.Site.SECRET;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.itests.blackbox.Site.Person;

/**
 * What happens over RADIUS when a second factor was not answered or cannot be asked: another
 * method, security questions, fail-open; and PINs that are changed within the sign-in.
 */
@FixMethodOrder(MethodSorters.NAME_ASCENDING) // The last one needs the time that the others take.
public class WayOutIT {
  private static final Pattern CODE = Pattern.compile("\\b([0-9]{6})\\b");
  private static final Pattern QUESTION = Pattern.compile("Security question . of 2: (.*)$");
  private static final Map<String, String> ANSWERS =
      Map.of(
          "School?", "vdtmark Lindenhof", "Pet?", "Rex", "Car?", "Fiat", "Street?", "Hauptgasse");
  private static final String ENROLLED =
      "School? = vdtmark Lindenhof; Pet? = Rex; Car? = Fiat; Street? = Hauptgasse\n";

  private static final String LATE = "late";
  private static final Duration SHORT = Duration.ofSeconds(30);

  private static SmsProvider provider;
  private static Server server;
  private static Exchange askedLong;
  private static Instant askedAt;

  @BeforeClass
  public static void start() throws Exception {
    provider = new SmsProvider();
    server = Server.unpack("wayout").start();
    gateway("main", provider.url());
    gateway("down", "http://127.0.0.1:1");
    validity(SHORT);
    server.vedette(
        "settings", "set", "org.vedette.core", "routes=sms +49 http:down;sms * http:main");
    client("strict", "127.0.0.2", "tries=3");
    client("lenient", "127.0.0.3", "fallback=oath", "deadlineSeconds=5");
    client("asking", "127.0.0.4", "fallback=questions", "tries=3");
    client("open", "127.0.0.5", "failOpen=true");
    askLong();
  }

  /** Asks for a code that will be too old when the other tests are done. */
  private static void askLong() throws Exception {
    server.rest().call("POST", "/users", "{\"username\":\"" + LATE + "\"}");
    Site.password(server, LATE);
    number(LATE, "41", "791234509");
    enroll(LATE, "text");
    try (RadiusClient strict = at("127.0.0.2")) {
      askedLong = strict.authenticate(LATE, PASSWORD);
    }
    askedAt = Instant.now();
    assertThat(askedLong.challenged()).isTrue();
    validity(Duration.ofSeconds(300));
  }

  private static void validity(Duration valid) {
    server.vedette(
        "settings", "set", "org.vedette.method.text", "validSeconds=" + valid.toSeconds());
  }

  private static void gateway(String name, String url) {
    server.vedetteWith(
        "vdtmark-sms-token\n",
        "settings",
        "set",
        "org.vedette.gateway.http~" + name,
        "url=" + url,
        "account=AC1",
        "from=+15550100",
        "--secret-stdin",
        "secret");
  }

  private static void client(String name, String address, String... fields) {
    Site.client(server, name, address);
    for (String field : fields) {
      server.vedette("application", "set", name, field);
    }
  }

  @AfterClass
  public static void stop() throws Exception {
    server.close();
    provider.close();
  }

  private static RadiusClient at(String address) {
    return RadiusClient.to(server.radius(), SECRET)
        .from(new InetSocketAddress(address, 0))
        .timeout(Duration.ofSeconds(15))
        .open();
  }

  /** Row 13. */
  @Test
  public void whoTypesACodeTooLateIsRefused() {
    Matcher code = CODE.matcher(provider.taken("+41791234509").get(0).text());
    assertThat(code.find()).isTrue();
    await()
        .atMost(SHORT.plusSeconds(2))
        .until(() -> Instant.now().isAfter(askedAt.plus(SHORT).plusMillis(500)));

    try (RadiusClient strict = at("127.0.0.2")) {
      assertThat(strict.answer(askedLong, LATE, code.group(1)).rejected()).isTrue();
    }
    String id = server.vedette("audit", "list", "--text", LATE, "--limit", "1");
    assertThat(id).contains("CHALLENGE_INVALID");
  }

  /** Row 57; a text that asks for an answer gets none. */
  @Test
  public void anotherMethodServesWhenAReplyDoesNotCome() throws Exception {
    Person person = Site.person(server);
    number(person.name(), "41", "791234501");
    enroll(person.name(), "text.reply");
    prefer(person.name(), "text.reply");

    try (RadiusClient lenient = at("127.0.0.3")) {
      assertThat(lenient.authenticate(person.name(), "wrong").rejected()).isTrue();
      assertThat(provider.taken("+41791234501")).isEmpty();
      Exchange asked = lenient.authenticate(person.name(), PASSWORD);
      assertThat(asked.challenged()).as(asked.toString()).isTrue();
      String code = person.token().codeAt(Instant.now());
      assertThat(lenient.answer(asked, person.name(), code).accepted()).isTrue();
      assertThat(lenient.answer(asked, person.name(), code).rejected()).isTrue();
    }
    assertThat(provider.taken("+41791234501")).hasSize(1);
    assertThat(provider.taken("+41791234501").get(0).text()).startsWith("Reply with ");
    assertThat(audit(person.name())).contains("CHALLENGED", "FALLBACK_OATH_VERIFIED");
  }

  /** Row 40. */
  @Test
  public void questionsServeWhenNoMessageCanBeSent() throws Exception {
    String name = "forgetful";
    texter(name, "301234502");
    server.vedetteWith(
        ENROLLED, "enrollment", "add", name, "--method", "questions", "--secret-stdin");
    try (RadiusClient asking = at("127.0.0.4")) {
      Exchange first = asking.authenticate(name, PASSWORD);
      assertThat(first.challenged()).as(first.toString()).isTrue();
      Exchange again = asking.answer(first, name, "wrong");
      Exchange second =
          asking.answer(again, name, answer(again).toUpperCase(java.util.Locale.ROOT));
      assertThat(second.message()).contains("2 of 2");
      assertThat(asking.answer(second, name, answer(second)).accepted()).isTrue();
    }
    assertThat(audit(name)).contains("FALLBACK_QUESTIONS_VERIFIED").doesNotContain("Lindenhof");
    assertThat(server.log()).doesNotContain("vdtmark");
  }

  /** Row 44. */
  @Test
  public void providerThatIsDownDeniesUnlessTheApplicationIsOpen() throws Exception {
    String name = "stranded";
    texter(name, "301234503");
    try (RadiusClient strict = at("127.0.0.2");
        RadiusClient open = at("127.0.0.5")) {
      assertThat(strict.authenticate(name, PASSWORD).rejected()).isTrue();
      assertThat(open.authenticate(name, "wrong").rejected()).isTrue();
      assertThat(open.authenticate(name, PASSWORD).accepted()).isTrue();
      server.vedette("user", "block", name, "--reason", "left");
      assertThat(open.authenticate(name, PASSWORD).rejected()).isTrue();
    }
    assertThat(audit(name)).contains("DELIVERY_FAILED", "FAILED_OPEN", "BLOCKED");
  }

  /** Rows 14 and 23. */
  @Test
  public void pinThatMustChangeIsChangedInTheSignIn() throws Exception {
    String name = "pinned";
    server.rest().call("POST", "/users", "{\"username\":\"" + name + "\"}");
    Site.password(server, name);
    number(name, "41", "791234504");
    server
        .rest()
        .call("POST", "/users/" + name + "/enrollments", "{\"method\":\"text\",\"mode\":\"pin\"}");
    server.vedetteWith("8261\n", "user", "pin", name, "--must-change", "--stdin");
    try (RadiusClient strict = at("127.0.0.2")) {
      Exchange ask = strict.answer(strict.authenticate(name, PASSWORD), name, code() + "8261");
      assertThat(ask.message()).contains("new PIN");
      Exchange weak = strict.answer(ask, name, "1111");
      assertThat(weak.message()).contains("cannot be used");
      Exchange again = strict.answer(weak, name, "6158");
      assertThat(strict.answer(again, name, "6158").accepted()).isTrue();

      Exchange next = strict.authenticate(name, PASSWORD);
      assertThat(strict.answer(next, name, code() + "8261").accepted()).isFalse();
      next = strict.authenticate(name, PASSWORD);
      assertThat(strict.answer(next, name, code() + "6158").accepted()).isTrue();
    }
    assertThat(audit(name)).contains("SENT_CODE_PIN_VERIFIED", "SENT_CODE_PIN_WRONG");
  }

  /**
   * Each method's bundle goes and comes back: its enrollments stay, and the others notice nothing.
   */
  @Test
  public void methodsComeAndGo() throws Exception {
    Person other = Site.person(server);
    try (RadiusClient strict = at("127.0.0.2")) {
      for (String method : List.of("text", "recovery", "questions", "mail", "phone")) {
        String name = "keeps" + method;
        server
            .rest()
            .call(
                "POST",
                "/users",
                ("{\"username\":\"%s\",\"email\":\"%s@corp.example\","
                        + "\"phone\":{\"country\":\"41\",\"number\":\"791234505\"}}")
                    .formatted(name, name));
        Site.password(server, name);
        if (method.equals("questions")) {
          server.vedetteWith(
              ENROLLED, "enrollment", "add", name, "--method", "questions", "--secret-stdin");
        } else {
          enroll(name, method);
        }
        String before = server.rest().call("GET", "/users/" + name + "/enrollments", "");
        server.vedette("capability", "disable", "method." + method);
        assertThat(strict.authenticate(other.name(), PASSWORD).challenged()).as(method).isTrue();
        assertThat(server.rest().call("GET", "/users/" + name + "/enrollments", ""))
            .contains("\"method\":\"" + method + "\"");
        server.vedette("capability", "enable", "method." + method);
        assertThat(server.rest().call("GET", "/users/" + name + "/enrollments", ""))
            .isEqualTo(before);
        Exchange again = strict.authenticate(name, PASSWORD);
        assertThat(again.challenged() || audit(name).contains("DELIVERY_FAILED"))
            .as(method + ": " + again)
            .isTrue();
      }
    }
  }

  private static String code() {
    var texts = provider.taken("+41791234504");
    Matcher matcher = CODE.matcher(texts.get(texts.size() - 1).text());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static String answer(Exchange asked) {
    Matcher question = QUESTION.matcher(asked.message());
    assertThat(question.find()).as(asked.message()).isTrue();
    return ANSWERS.get(question.group(1));
  }

  /** A user whose number is on a route on which nothing can be sent. */
  private static void texter(String name, String number) throws Exception {
    server.rest().call("POST", "/users", "{\"username\":\"" + name + "\"}");
    Site.password(server, name);
    number(name, "49", number);
    enroll(name, "text");
  }

  private static void number(String name, String country, String number) {
    server.vedette("user", "set", name, "phone=+" + country + " " + number);
  }

  private static void prefer(String name, String method) {
    server.vedette("user", "set", name, "defaultMethod=" + method);
  }

  private static void enroll(String name, String method) throws Exception {
    server
        .rest()
        .call("POST", "/users/" + name + "/enrollments", "{\"method\":\"" + method + "\"}");
  }

  private static String audit(String name) {
    return server.vedette("audit", "list", "--text", name);
  }
}
