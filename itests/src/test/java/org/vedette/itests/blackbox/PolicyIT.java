package org.vedette.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.itests.blackbox.Site.PASSWORD;
import static org.vedette.itests.blackbox.Site.SECRET;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.itests.blackbox.Site.Person;
import org.vedette.itests.jars.Jars;

/** Rules of policy over RADIUS, set by commands. Each rule is about one user, so none disturbs. */
public class PolicyIT {
  private static final Pattern ID = Pattern.compile("([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})");
  private static final Pattern RECOVERY = Pattern.compile("\\b([0-9A-Z]{5}-[0-9A-Z]{5})\\b");

  private static Server server;
  private static RadiusClient vpn;

  @BeforeClass
  public static void start() {
    server = Server.unpack("policy").start();
    Site.client(server, "vpn", "127.0.0.1");
    server.vedette("network", "add", "Abroad", "entries=198.51.100.10-198.51.100.19,2001:db8::/32");
    vpn =
        RadiusClient.to(server.radius(), SECRET).from(new InetSocketAddress("127.0.0.1", 0)).open();
  }

  @AfterClass
  public static void stop() {
    vpn.close();
    server.close();
  }

  private static void rule(String name, Person person, String... fields) throws Exception {
    server
        .rest()
        .call(
            "POST",
            "/policy/rules",
            "{\"name\":\"%s\",\"when\":{\"user\":[\"%s\"]%s"
                .formatted(name, person.name(), String.join("", fields)));
  }

  private static Exchange from(Person person, String address) {
    return vpn.exchange(
        RadiusRequest.access(person.name(), PASSWORD)
            .with(Attribute.text(AttributeTypes.CALLING_STATION_ID, address)));
  }

  /** Set, looked at and explained by commands. */
  @Test
  public void aRuleDeniesByNetworkAndWhyNamesIt() {
    Person person = Site.person(server);
    assertThat(from(person, "198.51.100.12").challenged()).isTrue();
    server.vedette(
        "policy",
        "add",
        "Nobody abroad",
        "effect=deny",
        "mode=enforce",
        "network=@abroad",
        "user=" + person.name());

    assertThat(from(person, "198.51.100.12").rejected()).isTrue();
    assertThat(from(person, "2001:db8::12").rejected()).isTrue();
    assertThat(from(person, "198.51.100.20").challenged()).isTrue();
    String denied =
        server.vedette("audit", "list", "--result", "POLICY_DENIED", "--text", person.name());
    assertThat(server.vedette("why", find(ID, denied)))
        .contains("rule of policy 'Nobody abroad' counted", "rule Nobody abroad: denies");
    String why =
        server.vedette(
            "policy",
            "explain",
            person.name(),
            "--application",
            "vpn",
            "--address",
            "198.51.100.20");
    assertThat(why)
        .contains("A second factor would be asked for: oath.")
        .contains("network does not hold");
    assertThat(server.tryVedette("", "network", "remove", "abroad"))
        .satisfies(ran -> assertThat(ran.code()).isNotZero())
        .satisfies(ran -> assertThat(ran.out()).contains("rule 'Nobody abroad'"));
  }

  @Test
  public void aRulePermitsAtATime() throws Exception {
    Person person = Site.person(server);
    int hour = Instant.now().atZone(ZoneOffset.UTC).getHour();
    String later = "%02d:00-%02d:00 UTC".formatted((hour + 6) % 24, (hour + 7) % 24);
    rule(
        "Later",
        person,
        ",\"time\":[\"" + later + "\"]},\"effect\":\"permit\",\"mode\":\"enforce\"}");
    assertThat(vpn.authenticate(person.name(), PASSWORD).challenged()).isTrue();

    String now = "%02d:00-%02d:00 UTC".formatted((hour + 23) % 24, (hour + 2) % 24);
    server.vedette("policy", "change", "later", "time=" + now);
    assertThat(vpn.authenticate(person.name(), PASSWORD).accepted()).isTrue();
    assertThat(vpn.authenticate(person.name(), "wrong").rejected()).isTrue();
    assertThat(server.vedette("audit", "list", "--text", person.name()))
        .contains("POLICY_PERMITTED");
  }

  /** A right code of a method that the rule does not name is as good as wrong. */
  @Test
  public void aRuleRequiresAMethod() throws Exception {
    Person person = Site.person(server);
    String sheet = server.vedette("enrollment", "add", person.name(), "--method", "recovery");
    String code = find(RECOVERY, sheet);
    rule(
        "Paper",
        person,
        "},\"effect\":\"require\",\"methods\":[\"recovery\"],\"mode\":\"enforce\"}");

    Exchange asked = vpn.authenticate(person.name(), PASSWORD);
    assertThat(asked.challenged()).isTrue();
    assertThat(vpn.answer(asked, person.name(), person.token().codeAt(Instant.now())).rejected())
        .isTrue();
    Exchange again = vpn.authenticate(person.name(), PASSWORD);
    assertThat(vpn.answer(again, person.name(), code).accepted()).isTrue();
    assertThat(server.rest().call("GET", "/audit?limit=1&result=RECOVERY_VERIFIED", ""))
        .contains("\"policy\":\"Paper\"");
  }

  @Test
  public void whatIsObservedIsRecordedAndReplayShowsWhatItWouldHaveChanged() throws Exception {
    Person person = Site.person(server);
    rule("Draft", person, "},\"effect\":\"deny\"}");

    Exchange asked = vpn.authenticate(person.name(), PASSWORD);
    assertThat(vpn.answer(asked, person.name(), person.token().codeAt(Instant.now())).accepted())
        .isTrue();
    String record = server.rest().call("GET", "/audit?limit=1&text=" + person.name(), "");
    assertThat(record).contains("\"OATH_VERIFIED\"", "\"policy.observed\":\"Draft\"");
    assertThat(server.vedette("policy", "replay", "--from", "1h", "--enforce", "draft"))
        .contains(person.name(), "1 times OATH_VERIFIED -> POLICY_DENIED");
    assertThat(server.vedette("policy", "list")).contains("Draft", "observe");
    asked = vpn.authenticate(person.name(), PASSWORD);
    assertThat(asked.challenged()).as("nothing was changed").isTrue();
  }

  @Test
  public void aNamedNetworkIsTrustedUntilARuleAlwaysAsks() throws Exception {
    Person person = Site.person(server);
    server.vedette("network", "add", "office", "entries=203.0.113.0/24");
    server.vedette("application", "set", "vpn", "trustedNetworks=@office");
    assertThat(from(person, "203.0.113.7").accepted()).isTrue();
    server.vedette("network", "change", "office", "entries=203.0.113.8");
    assertThat(from(person, "203.0.113.7").challenged()).isTrue();
    assertThat(from(person, "203.0.113.8").accepted()).isTrue();

    rule("Always", person, "},\"effect\":\"require\",\"mode\":\"enforce\"}");
    assertThat(from(person, "203.0.113.8").challenged()).isTrue();
  }

  /** A bundle of one class and its description, copied into the running server and taken away. */
  @Test
  public void aPluginAddsAConditionAndNothingIsOpenedWithoutIt() throws Exception {
    Person person = Site.person(server);
    Path work = Path.of(System.getProperty("vedette.work"), "blackbox");
    Path jar = conditionBundle().write(work, "ending.jar");
    Path deployed = server.base().resolve("deploy/ending.jar");
    Files.createDirectories(deployed.getParent());
    Files.move(jar, deployed);
    Awaitility.await("the condition is known")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                server
                        .tryVedette(
                            "",
                            "policy",
                            "add",
                            "Ending",
                            "effect=permit",
                            "mode=enforce",
                            "plugin=ending:.33",
                            "user=" + person.name())
                        .code()
                    == 0);

    assertThat(from(person, "203.0.113.33").accepted()).isTrue();
    assertThat(from(person, "203.0.113.34").challenged()).isTrue();
    Files.delete(deployed);
    Awaitility.await("the condition is gone")
        .atMost(Duration.ofSeconds(30))
        .until(() -> from(person, "203.0.113.33").challenged());
    assertThat(server.tryVedette("", "status").out()).contains("rules of policy name", "ending");
    server.vedette("policy", "remove", "Ending");
  }

  private static Jars conditionBundle() throws IOException {
    Class<?> condition = EndingCondition.class;
    String file = condition.getName().replace('.', '/') + ".class";
    String description =
        "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"ending\">"
            + "<implementation class=\""
            + condition.getName()
            + "\"/><service><provide interface=\"org.vedette.api.policy.PolicyCondition\"/>"
            + "</service></scr:component>";
    try (InputStream bytes = condition.getResourceAsStream("/" + file)) {
      return Jars.of(HeldBundle.built())
          .named("org.vedette.itests.ending")
          .importing("org.vedette.api.policy")
          .importing("org.vedette.api.user")
          .with(file, bytes.readAllBytes())
          .with("OSGI-INF/ending.xml", description.getBytes(StandardCharsets.UTF_8))
          .header("Service-Component", old -> "OSGI-INF/ending.xml");
    }
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(1);
  }
}
