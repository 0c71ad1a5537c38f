package org.vedette.itests.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.itests.blackbox.Site.PASSWORD;
import static org.vedette.itests.blackbox.Site.SECRET;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Microsoft;
import org.vedette.itests.blackbox.Site.Person;
import org.vedette.testkit.held.HeldPhones;
import org.vedette.testkit.held.HeldPhones.Decision;

/**
 * Row 76: the acceptance run of two sample clients, one that can show a challenge and one that
 * cannot, by two protocols each, with a person who types codes and with one who has a phone.
 */
@RunWith(Parameterized.class)
public class AcceptanceIT {
  private static final Duration LONG = Duration.ofSeconds(20);

  /** A sample client, by what it can show. */
  private enum Sample {
    SHOWS_CHALLENGES("127.0.0.2", "challenge=on"),
    SHOWS_NOTHING("127.0.0.3", "challenge=off", "appended=plain");

    private final String address;
    private final String[] fields;

    Sample(String address, String... fields) {
      this.address = address;
      this.fields = fields;
    }
  }

  private enum Protocol {
    PAP,
    MSCHAPV2
  }

  /** How a right sign-in goes: of a person who types codes, or of one who has a phone. */
  private enum Way {
    CODE_AFTER_A_CHALLENGE,
    CODE_BEHIND_THE_PASSWORD,
    PHONE,
    CODE_IS_IMPOSSIBLE
  }

  private static HeldPhones phones;
  private static Server server;

  @Parameter(0)
  public Sample sample;

  @Parameter(1)
  public Protocol protocol;

  @Parameter(2)
  public Way way;

  /** The table. */
  @Parameters(name = "{0} by {1}: {2}")
  public static List<Object[]> table() {
    return List.of(
        row(Sample.SHOWS_CHALLENGES, Protocol.PAP, Way.CODE_AFTER_A_CHALLENGE),
        row(Sample.SHOWS_CHALLENGES, Protocol.PAP, Way.PHONE),
        row(Sample.SHOWS_CHALLENGES, Protocol.MSCHAPV2, Way.CODE_IS_IMPOSSIBLE),
        row(Sample.SHOWS_CHALLENGES, Protocol.MSCHAPV2, Way.PHONE),
        row(Sample.SHOWS_NOTHING, Protocol.PAP, Way.CODE_BEHIND_THE_PASSWORD),
        row(Sample.SHOWS_NOTHING, Protocol.PAP, Way.PHONE),
        row(Sample.SHOWS_NOTHING, Protocol.MSCHAPV2, Way.CODE_IS_IMPOSSIBLE),
        row(Sample.SHOWS_NOTHING, Protocol.MSCHAPV2, Way.PHONE));
  }

  private static Object[] row(Sample sample, Protocol protocol, Way way) {
    return new Object[] {sample, protocol, way};
  }

  @BeforeClass
  public static void start() throws Exception {
    phones = new HeldPhones();
    server = Server.unpack("acceptance");
    HeldBundle.into(server);
    server.start();
    HeldBundle.await(server);
    server.vedette("settings", "set", "org.vedette.primary.local", "keepNtHashes=true");
    for (Sample each : Sample.values()) {
      Site.client(server, each.name(), each.address, each.fields);
      server.vedette("application", "set", each.name(), "protocols=pap,mschapv2");
    }
    Site.withPhone(server, "phoebe", phones);
    Site.password(server, "phoebe");
  }

  @AfterClass
  public static void stop() throws Exception {
    server.close();
    phones.close();
  }

  @Test
  public void signsInThisWayAndNoOther() throws Exception {
    try (RadiusClient client =
        RadiusClient.to(server.radius(), SECRET)
            .from(new InetSocketAddress(sample.address, 0))
            .timeout(LONG)
            .sends(1)
            .open()) {
      switch (way) {
        case CODE_AFTER_A_CHALLENGE -> afterChallenge(client, Site.person(server));
        case CODE_BEHIND_THE_PASSWORD -> behindPassword(client, Site.person(server));
        case PHONE -> byPhone(client, "phoebe");
        case CODE_IS_IMPOSSIBLE -> impossible(client, Site.person(server));
        default -> throw new AssertionError(way);
      }
    }
  }

  private static void afterChallenge(RadiusClient client, Person person) {
    String code = person.token().codeAt(Instant.now());
    assertThat(client.authenticate(person.name(), PASSWORD + code).rejected())
        .as("a code in the password field is none here")
        .isTrue();
    Exchange first = client.authenticate(person.name(), PASSWORD);
    assertThat(first.challenged()).as(first.toString()).isTrue();
    assertThat(first.message()).isNotEmpty();
    assertThat(client.answer(first, person.name(), "000000").rejected()).isTrue();
    Exchange second = client.authenticate(person.name(), PASSWORD);
    assertThat(client.answer(second, person.name(), code).accepted()).isTrue();
    assertThat(client.authenticate(person.name(), "wrong").rejected()).isTrue();
  }

  private static void behindPassword(RadiusClient client, Person person) {
    String code = person.token().codeAt(Instant.now());
    assertThat(client.authenticate(person.name(), PASSWORD).rejected())
        .as("never a challenge")
        .isTrue();
    assertThat(server.log()).contains("A sign-in that needs a code was rejected");
    assertThat(client.authenticate(person.name(), PASSWORD + "000000").rejected()).isTrue();
    assertThat(client.authenticate(person.name(), "wrong" + code).rejected()).isTrue();
    assertThat(client.authenticate(person.name(), PASSWORD + code).accepted()).isTrue();
  }

  private void byPhone(RadiusClient client, String user) throws Exception {
    Exchange approved = decided(client, user, Decision.APPROVE);
    assertThat(approved.accepted()).as(approved.toString()).isTrue();
    if (protocol == Protocol.MSCHAPV2) {
      byte[] proof =
          MsChapLogin.attribute(approved.reply().orElseThrow(), Microsoft.MS_CHAP2_SUCCESS)
              .orElseThrow();
      assertThat(new String(proof, 1, 42, UTF_8)).isEqualTo(MsChapLogin.proof(user, PASSWORD));
    }
    assertThat(decided(client, user, Decision.DECLINE).rejected()).isTrue();
    int rings = phones.rings();
    assertThat(client.exchange(request(user, "wrong")).rejected()).isTrue();
    assertThat(phones.rings()).as("a wrong password rings no phone").isEqualTo(rings);
  }

  private void impossible(RadiusClient client, Person person) throws Exception {
    assertThat(client.exchange(request(person.name(), PASSWORD)).rejected()).isTrue();
    assertThat(server.vedette("audit", "list", "--text", person.name()))
        .contains("CANNOT_ASK", sample.name());
  }

  private Exchange decided(RadiusClient client, String user, Decision decision) throws Exception {
    CompletableFuture<Exchange> waiting = client.send(request(user, PASSWORD));
    Awaitility.await("a phone rings").atMost(LONG).until(() -> !phones.open().isEmpty());
    phones.answer(phones.open().get(0), decision);
    return waiting.join();
  }

  private RadiusRequest request(String user, String password) throws Exception {
    return protocol == Protocol.PAP
        ? RadiusRequest.access(user, password)
        : MsChapLogin.request(user, password);
  }
}
