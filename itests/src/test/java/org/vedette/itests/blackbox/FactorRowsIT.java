package org.vedette.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vedette.itests.blackbox.Site.PASSWORD;
import static org.vedette.itests.blackbox.Site.SECRET;

import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.itests.blackbox.Site.Person;

/** Rows of the list of features for users, PINs, blocks and lockouts, by their number. */
public class FactorRowsIT {
  private static final Pattern PIN = Pattern.compile("\"pin\"\\s*:\\s*\"([0-9]+)\"");
  private static final Pattern SIGN_IN = Pattern.compile("\"signin\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern TOKEN = Pattern.compile("(vdt_[A-Za-z0-9_-]{43})");
  private static final int MANY = 100;

  private static Server server;
  private static RadiusClient vpn;
  private static String web;
  private static String webCodes;

  @BeforeClass
  public static void start() throws Exception {
    server = Server.unpack("factorrows").start();
    Site.client(server, "vpn", "127.0.0.1");
    Site.client(server, "lax", "127.0.0.2", "userMatch=false");
    Site.client(server, "codes", "127.0.0.3", "primary=none");
    server.vedette("settings", "set", "org.vedette.core", "lockoutThreshold=3");
    server.vedette("application", "set", "vpn", "tries=1");
    vpn = at("127.0.0.1");
    web = application("web");
    webCodes = application("webcodes", "primary=none");
  }

  @AfterClass
  public static void stop() {
    vpn.close();
    server.close();
  }

  private static RadiusClient at(String address) {
    return RadiusClient.to(server.radius(), SECRET).from(new InetSocketAddress(address, 0)).open();
  }

  /** Rows 1, 3 and 4. */
  @Test
  public void usersAreCheckedWhenTheyAreAdded() throws Exception {
    assertThat(add("{\"username\":\"Twice\"}").statusCode()).isEqualTo(201);
    assertThat(add("{\"username\":\"tWICE\"}").statusCode()).isEqualTo(409);
    assertThat(add(phone("nine", "1", "425555012", "")).body()).contains("number", "10 digits");
    assertThat(add(phone("letters", "41", "791234567", "12a")).body()).contains("extension");
    assertThat(add(phone("right", "41", "791234567", "@12,*#")).statusCode()).isEqualTo(201);
  }

  /** Row 6. */
  @Test
  public void userIsCompleteWithAnEnrollment() throws Exception {
    add("{\"username\":\"bare\"}");
    Site.password(server, "bare");
    assertThat(user("bare")).contains("\"complete\":false");
    assertThat(vpn.authenticate("bare", PASSWORD).rejected()).isTrue();
    Person person = Site.person(server);
    assertThat(user(person.name())).contains("\"complete\":true");
  }

  /** Row 7. */
  @Test
  public void disabledUserFollowsTheMatch() {
    Person person = Site.person(server);
    server.vedette("user", "set", person.name(), "enabled=false");
    try (RadiusClient lax = at("127.0.0.2")) {
      assertThat(vpn.authenticate(person.name(), PASSWORD).rejected()).isTrue();
      assertThat(lax.authenticate(person.name(), PASSWORD).accepted()).isTrue();
      assertThat(lax.authenticate(person.name(), "wrong").rejected()).isTrue();
    }
    assertThat(audit(person.name())).contains("DISABLED", "PRIMARY_ONLY");
  }

  /** Row 18; row 19 of codes is in {@link #oneCodeOfAHundredIsAccepted}. */
  @Test
  public void usedAndOlderCodesAreDenied() {
    Person person = Site.person(server);
    Instant now = Instant.now();
    String older = person.token().codeAt(now.minusSeconds(30));
    String code = person.token().codeAt(now);
    try (RadiusClient codes = at("127.0.0.3")) {
      assertThat(codes.authenticate(person.name(), code).accepted()).isTrue();
      assertThat(codes.authenticate(person.name(), code).rejected()).isTrue();
      assertThat(codes.authenticate(person.name(), older).rejected()).isTrue();
    }
    assertThat(audit(person.name())).contains("OATH_DUPLICATE", "OATH_OLD");
  }

  /** Row 22. */
  @Test
  public void pinsFollowTheRulesAndAreMade() throws Exception {
    Person person = Site.person(server);
    String path = "/users/" + person.name() + "/pin";
    for (String weak : List.of("1111", "1234", "9876", "12")) {
      assertThat(server.rest().send("PUT", path, "{\"pin\":\"" + weak + "\"}").statusCode())
          .isEqualTo(400);
    }
    Matcher made = PIN.matcher(server.rest().call("PUT", path, "{\"generate\":true}"));
    assertThat(made.find()).isTrue();
    assertThat(made.group(1)).hasSize(4);
    assertThat(audit(person.name()) + server.log()).doesNotContain(made.group(1) + "\"");
  }

  /** Rows 27 and 32. */
  @Test
  public void blockComesBeforeABypassAndEnds() {
    Person person = Site.person(server);
    server.vedette("user", "bypass", person.name(), "--reason", "phone lost");
    server.vedette("user", "block", person.name(), "--reason", "stolen");
    assertThat(vpn.authenticate(person.name(), PASSWORD).rejected()).isTrue();
    assertThat(server.vedette("user", "show", person.name())).contains("stolen");
    server.vedette("user", "unblock", person.name(), "--reason", "found");
    assertThat(vpn.authenticate(person.name(), PASSWORD).accepted()).as("the bypass").isTrue();
    assertThat(audit(person.name())).contains("BLOCKED", "user.unblock", "BYPASSED");
  }

  /** Row 29. */
  @Test
  public void denialsWithAPinLockOutAndAnAdministratorUnlocks() throws Exception {
    Person person = Site.person(server);
    enrollWithPin(person);
    for (int i = 0; i < 3; i++) {
      Exchange asked = vpn.authenticate(person.name(), PASSWORD);
      assertThat(vpn.answer(asked, person.name(), "0000008260").rejected()).isTrue();
    }
    assertThat(vpn.authenticate(person.name(), PASSWORD).rejected()).isTrue();
    assertThat(audit(person.name())).contains("LOCKED_OUT");
    server.vedette("user", "unlock", person.name());
    assertThat(vpn.authenticate(person.name(), PASSWORD).challenged()).isTrue();

    Person other = Site.person(server);
    for (int i = 0; i < 4; i++) {
      vpn.answer(vpn.authenticate(other.name(), PASSWORD), other.name(), "000000");
    }
    assertThat(vpn.authenticate(other.name(), PASSWORD).challenged()).as("no PIN").isTrue();
  }

  /** Rows 12 and 18 by the REST API; everybody who is denied gets the same. */
  @Test
  public void peopleSignInOverRest() throws Exception {
    Person person = Site.person(server);
    String asked = signIn(web, "", person.name(), "\"password\":\"" + PASSWORD + "\"").body();
    assertThat(asked).contains("\"challenged\"");
    String code = person.token().codeAt(Instant.now());
    String path = "/" + find(SIGN_IN, asked);
    HttpResponse<String> granted = signIn(web, path, person.name(), "\"code\":\"" + code + "\"");
    assertThat(granted.body()).contains("\"granted\"").contains(person.name());
    assertThat(signIn(web, path, person.name(), "\"code\":\"" + code + "\"").body())
        .contains("\"denied\"");

    String wrong = signIn(web, "", person.name(), "\"password\":\"wrong\"").body();
    String unknown = signIn(web, "", "nobody", "\"password\":\"wrong\"").body();
    assertThat(withoutReference(wrong)).isEqualTo(withoutReference(unknown));
    assertThat(signIn(server.rest().token(), "", person.name(), "\"password\":\"x\"").statusCode())
        .isEqualTo(403);
    assertThat(server.rest().send("GET", "/api/v1/users", "", web).statusCode()).isEqualTo(403);
  }

  /** Row 26. */
  @Test
  public void reportsTellOfPeopleWhatTheSettingsAllow() throws Exception {
    Person person = Site.person(server);
    server.vedette("user", "set", person.name(), "firstName=Ottilie", "lastName=Vogelsang");
    server.vedette("user", "set", person.name(), "email=ottilie@corp.example");
    vpn.answer(vpn.authenticate(person.name(), PASSWORD), person.name(), "000000");
    String name = person.name();
    assertThat(server.vedette("report", "signins", "--user", name))
        .contains(name, "Ottilie", "Vogelsang", "ottilie@corp.example", "DENIED", "OATH_WRONG");

    server.vedette("settings", "set", "org.vedette.report", "personalFields=");
    await()
        .untilAsserted(
            () ->
                assertThat(server.vedette("report", "signins", "--user", name))
                    .contains(name, "OATH_WRONG")
                    .doesNotContain("Ottilie", "Vogelsang", "ottilie@"));
    Path csv = server.base().resolve("var/report.csv");
    server.vedette("report", "signins", "--user", name, "--csv", csv.toString());
    assertThat(Files.readString(csv)).startsWith("time,user,application").contains("OATH_WRONG");
    assertThat(server.vedette("report", "usage", "--user", name, "--by", "result"))
        .contains("OATH_WRONG", "1 sign-ins of 1 names");
    assertThat(server.rest().call("GET", "/reports/usage?format=svg", "")).startsWith("<svg");
  }

  /** Row 42: who sends a header says nothing about where they are. */
  @Test
  public void headersOfProxiesMakeNoNetworkTrusted() throws Exception {
    Person person = Site.person(server);
    String trusting = application("trusting", "trustedNetworks=203.0.113.0/24");
    for (String header : List.of("X-Forwarded-For", "X-Real-IP", "True-Client-IP")) {
      String body = "{\"username\":\"" + person.name() + "\",\"password\":\"" + PASSWORD + "\"}";
      assertThat(
              server.rest().send("/api/v1/signins", body, trusting, header, "203.0.113.9").body())
          .as(header)
          .contains("\"challenged\"");
    }
  }

  private static String withoutReference(String body) {
    return body.replaceAll("\"(reference|username)\"\\s*:\\s*\"[^\"]*\"", "");
  }

  private static HttpResponse<String> signIn(String token, String path, String name, String more)
      throws Exception {
    return server
        .rest()
        .send(
            "POST",
            "/api/v1/signins" + path,
            "{\"username\":\"" + name + "\"," + more + "}",
            token);
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private static String application(String name, String... fields) throws Exception {
    String token =
        find(
            TOKEN,
            server
                .rest()
                .call("POST", "/tokens", "{\"name\":\"" + name + "\",\"role\":\"signin\"}"));
    List<String> command =
        new ArrayList<>(List.of("application", "add", name, "listener=sdk", "selectors=" + name));
    command.addAll(List.of(fields));
    server.vedette(command.toArray(String[]::new));
    return token;
  }

  /** One code, a hundred times at once by two listeners: at most one is let in. */
  @Test
  public void oneCodeOfAHundredIsAccepted() throws Exception {
    Person person = Site.person(server);
    String code = person.token().codeAt(Instant.now());
    ExecutorService crowd = Executors.newFixedThreadPool(MANY);
    List<RadiusClient> clients = new ArrayList<>();
    try {
      List<Callable<Boolean>> tries = new ArrayList<>();
      for (int i = 0; i < MANY / 2; i++) {
        RadiusClient client = at("127.0.0.3");
        clients.add(client);
        tries.add(() -> client.authenticate(person.name(), code).accepted());
        tries.add(
            () ->
                signIn(webCodes, "", person.name(), "\"code\":\"" + code + "\"")
                    .body()
                    .contains("\"granted\""));
      }
      int accepted = 0;
      for (Future<Boolean> each : crowd.invokeAll(tries)) {
        accepted += each.get() ? 1 : 0;
      }
      assertThat(accepted).isEqualTo(1);
    } finally {
      crowd.shutdownNow();
      clients.forEach(RadiusClient::close);
    }
  }

  private static void enrollWithPin(Person person) throws Exception {
    String id = server.rest().call("GET", "/users/" + person.name() + "/enrollments", "");
    Matcher first = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"").matcher(id);
    assertThat(first.find()).isTrue();
    server.rest().call("DELETE", "/enrollments/" + first.group(1), "");
    server
        .rest()
        .call(
            "POST",
            "/users/" + person.name() + "/enrollments",
            "{\"method\":\"oath\",\"mode\":\"pin\"}");
    server.vedetteWith("8261\n", "user", "pin", person.name(), "--stdin");
  }

  private static String phone(String name, String country, String number, String extension) {
    return "{\"username\":\"%s\",\"phone\":{\"country\":\"%s\",\"number\":\"%s\",\"extension\":\"%s\"}}"
        .formatted(name, country, number, extension);
  }

  private static HttpResponse<String> add(String body) throws Exception {
    return server.rest().send("POST", "/users", body);
  }

  private static String user(String name) throws Exception {
    return server.rest().call("GET", "/users/" + name, "");
  }

  private static String audit(String name) {
    return server.vedette("audit", "list", "--text", name);
  }
}
