package org.vedette.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.itests.blackbox.Site.PASSWORD;
import static org.vedette.itests.blackbox.Site.SECRET;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
import org.vedette.codec.radius.Packet;
import org.vedette.itests.blackbox.Site.Person;

/** What operators see of RADIUS clients, set for their replies, and try with them. */
public class RadiusDeskIT {
  private static final int FILTER_ID = 11;
  private static final String ADDRESS = "127.0.0.5";
  private static final Pattern NEW_SECRET = Pattern.compile("secret:\\s+(\\S{16,})");
  private static final Pattern TEST_NAME = Pattern.compile("\"username\":\\s*\"([a-z0-9-]+)\"");

  private static Server server;
  private static RadiusClient vpn;

  @BeforeClass
  public static void start() {
    server = Server.unpack("radiusdesk");
    server.start();
    Site.client(
        server, "vpn", ADDRESS, "replyAttributes=Filter-Id = general; Session-Timeout = 60");
    vpn = with(SECRET);
  }

  @AfterClass
  public static void stop() {
    vpn.close();
    server.close();
  }

  private static RadiusClient with(String secret) {
    return RadiusClient.to(server.radius(), secret)
        .from(new InetSocketAddress(ADDRESS, 0))
        .timeout(Duration.ofSeconds(2))
        .open();
  }

  private static Packet signIn(Person person) {
    Packet question = vpn.authenticate(person.name(), PASSWORD).reply().orElseThrow();
    byte[] state = question.first(AttributeTypes.STATE).orElseThrow();
    Exchange end =
        vpn.exchange(
            RadiusRequest.access(person.name(), person.token().codeAt(Instant.now()))
                .with(new Attribute(AttributeTypes.STATE, state)));
    assertThat(end.accepted()).as(end.toString()).isTrue();
    return end.reply().orElseThrow();
  }

  private static String text(Packet packet, int type) {
    return new String(packet.first(type).orElseThrow(), StandardCharsets.UTF_8);
  }

  @Test
  public void whatIsSetForAUserHidesWhatIsSetForTheApplicationAlsoAfterAChallenge() {
    assertThat(text(signIn(Site.person(server)), FILTER_ID)).isEqualTo("general");
    Person person = Site.person(server);
    server.vedette(
        "radius", "reply", "--user", person.name(), "Filter-Id = mine; Class = \"a; b\"");
    assertThat(server.vedette("radius", "preview", "vpn", person.name()))
        .contains("mine", "Session-Timeout", "application", "a; b");

    Packet accept = signIn(person);
    assertThat(text(accept, FILTER_ID)).isEqualTo("mine");
    assertThat(text(accept, AttributeTypes.CLASS)).isEqualTo("a; b");
    assertThat(accept.has(AttributeTypes.SESSION_TIMEOUT)).isTrue();
  }

  @Test
  public void refusalsOfTheEditorNameAttributeAndRemedy() {
    server.vedette("user", "add", "editor");
    Server.Ran ran =
        server.tryVedette(
            "", "radius", "reply", "--user", "editor", "Filtr-Id = x; Session-Timeout = soon");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("did you mean Filter-Id", "Session-Timeout", "0 to 4294967295");
    assertThat(server.vedette("radius", "replies")).doesNotContain("editor");
    assertThat(server.vedette("radius", "attributes", "tunnel-type")).contains("VLAN");
  }

  @Test
  public void aSecretIsChangedWithoutASignInLost() {
    String address = "127.0.0.6";
    Site.client(server, "rotating", address);
    String out = server.vedette("application", "set", "rotating", "--new-secret");
    Matcher made = NEW_SECRET.matcher(out);
    assertThat(made.find()).as(out).isTrue();
    try (RadiusClient before = at(address, SECRET);
        RadiusClient after = at(address, made.group(1))) {
      Awaitility.await("the new secret is taken")
          .until(() -> after.authenticate("nobody", "x").rejected());
      assertThat(before.authenticate("nobody", "x").rejected()).isTrue();
      assertThat(server.vedette("radius", "client", "rotating")).contains("secret before, used");
      server.vedette("application", "set", "rotating", "secretOverlapHours=0");
      Awaitility.await("the old secret is taken no more")
          .until(() -> before.authenticate("nobody", "x").reply().isEmpty());
      assertThat(after.authenticate("nobody", "x").rejected()).isTrue();
    }
  }

  private static RadiusClient at(String address, String secret) {
    return RadiusClient.to(server.radius(), secret)
        .from(new InetSocketAddress(address, 0))
        .timeout(Duration.ofMillis(700))
        .sends(2)
        .open();
  }

  @Test
  public void aWatchedClientIsDecodedWithoutSecrets() throws Exception {
    CompletableFuture<String> seen =
        CompletableFuture.supplyAsync(
            () -> server.vedette("radius", "watch", "vpn", "--minutes", "1", "--count", "2"));
    Awaitility.await("two packets were watched")
        .until(
            () -> {
              vpn.authenticate("watched", "marked-password-of-nobody");
              return seen.isDone();
            });

    assertThat(seen.get())
        .contains("--> Access-Request id=", "<-- Access-Reject id=", "watched", "(not shown)")
        .doesNotContain("marked-password");
    assertThat(server.vedette("radius", "clients")).contains("vpn", "required, comes");
  }

  @Test
  public void aTestTellsWhatAClientHonoursAndLetsNobodyIn() throws Exception {
    Rest rest = Rest.of(server.base());
    CompletableFuture<String> found =
        CompletableFuture.supplyAsync(
            () ->
                server.vedette("radius", "test", "vpn", "--step", "challenge", "--patience", "60"));
    Awaitility.await("the test of the client runs")
        .until(() -> rest.status("/api/v1/radius/clients/vpn/test") == 200);
    Matcher name = TEST_NAME.matcher(rest.call("GET", "/radius/clients/vpn/test", ""));
    assertThat(name.find()).isTrue();
    Packet question = vpn.authenticate(name.group(1), "any").reply().orElseThrow();
    String prompt = text(question, AttributeTypes.REPLY_MESSAGE);
    Exchange end =
        vpn.exchange(
            RadiusRequest.access(name.group(1), prompt.substring(prompt.length() - 4))
                .with(
                    new Attribute(
                        AttributeTypes.STATE, question.first(AttributeTypes.STATE).orElseThrow())));

    assertThat(end.rejected()).isTrue();
    assertThat(found.get())
        .contains("it can show a challenge", "by PAP, with Message-Authenticator");
    assertThat(rest.status("/api/v1/radius/clients/vpn/test")).isEqualTo(404);
    assertThat(List.of(server.log())).noneMatch(each -> each.contains("an error of ours"));
  }
}
