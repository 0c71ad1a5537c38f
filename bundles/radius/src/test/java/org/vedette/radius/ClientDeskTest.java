package org.vedette.radius;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.radius.ClientState;
import org.vedette.api.radius.RadiusDesk;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.AttributeLines;
import org.vedette.codec.radius.Dictionary;
import org.vedette.radius.Counters.Count;

/** What administrators see of clients. */
public class ClientDeskTest {
  @Rule public final RadiusFixture radius = new RadiusFixture();

  private RadiusDesk desk() {
    return radius.server.administration();
  }

  private ClientState state() {
    return desk().clients().get(0);
  }

  @Test
  public void rhythmIsLearnedFromRepetitions() {
    Rhythm rhythm = new Rhythm();
    rhythm.learn(3, Duration.ofSeconds(10), Duration.ofSeconds(12));
    assertThat(rhythm.known())
        .hasValue(new ClientState.Rhythm(Duration.ofSeconds(5), 3, Duration.ofSeconds(12), false));

    rhythm.learn(3, Duration.ofSeconds(10), Duration.ofSeconds(55));
    assertThat(rhythm.known())
        .hasValue(new ClientState.Rhythm(Duration.ofSeconds(5), 3, Duration.ofSeconds(15), true));

    rhythm.learn(2, Duration.ofMillis(3), Duration.ofSeconds(55));
    assertThat(rhythm.known().orElseThrow().sends()).isEqualTo(3);
  }

  @Test
  public void aClientThatGivesUpTooEarlyIsWarnedOf() {
    radius.serve(radius.application());
    Observed observed = new Observed();
    Client client =
        new ClientReader(radius.vault, new AttributeLines(Dictionary.shipped()))
            .read(List.of(radius.application()))
            .clients()
            .all()
            .get(0);
    observed.rhythm().learn(3, Duration.ofSeconds(10), Duration.ofSeconds(55));

    assertThat(observed.state(client, List.of(), false, Instant.now()).warnings())
        .hasSize(2)
        .allMatch(each -> each.contains("waits 15 s"));
  }

  @Test
  public void repetitionsOnTheWireAreCountedAndMessageAuthenticatorIsSeen() throws Exception {
    radius.serve(radius.application());
    radius.core.holds();
    RawNas nas = radius.raw();
    byte[] request = nas.write(RadiusRequest.access("alice", "x"));
    nas.send(request);
    assertThat(nas.isSilentTo(request)).isTrue();
    radius.core.release(RadiusFixture.granted(Map.of()));
    nas.receive();

    assertThat(state().proof().seenWith()).isPresent();
    assertThat(state().proof().seenWithout()).isEmpty();
    assertThat(state().networks()).containsExactly("127.0.0.1");
  }

  @Test
  public void whatIsLearnedCanBeForgotten() throws Exception {
    radius.serve(radius.application("messageAuthenticator", "learned"));
    RadiusRequest bare = RadiusRequest.access("alice", "x").messageAuthenticator(false);
    assertThat(radius.nas().exchange(bare).rejected()).isTrue();
    radius.nas().authenticate("alice", "x");
    assertThat(state().proof().learned()).isTrue();
    RawNas nas = radius.raw();
    assertThat(nas.isSilentTo(nas.write(bare))).isTrue();

    assertThat(desk().forget(radius.application().id())).isTrue();
    assertThat(desk().forget(UUID.randomUUID())).isFalse();
    assertThat(radius.nas().exchange(bare).rejected()).isTrue();
    assertThat(state().proof().learned()).isFalse();
  }

  @Test
  public void aWatchedClientIsSeenWithSecretsBlanked() throws Exception {
    radius.serve(radius.application());
    UUID id = radius.application().id();
    assertThat(desk().watched(id, 0, Duration.ofSeconds(1)).toCompletableFuture().get(5, SECONDS))
        .isEqualTo(new RadiusDesk.Watched(List.of(), Optional.empty()));
    assertThat(desk().watch(id, Duration.ofHours(1))).isTrue();
    assertThat(desk().watch(UUID.randomUUID(), Duration.ofHours(1))).isFalse();
    radius.nas().authenticate("alice", "marked-password");
    RawNas nas = radius.raw();
    nas.isSilentTo(nas.write(RadiusRequest.access("alice", "x").messageAuthenticator(false)));

    RadiusDesk.Watched seen =
        desk().watched(id, 0, Duration.ZERO).toCompletableFuture().get(5, SECONDS);
    assertThat(seen.until().orElseThrow())
        .isBefore(Instant.now().plus(Watches.LONGEST).plusSeconds(1));
    assertThat(seen.items())
        .extracting(RadiusDesk.Seen::kind)
        .startsWith("in", "out", "in", "note");
    assertThat(seen.items().get(0).title()).startsWith("Access-Request id=");
    assertThat(seen.items().get(1).title()).startsWith("Access-Reject id=");
    assertThat(seen.items().get(3).title()).contains("without Message-Authenticator");
    assertThat(seen.toString()).contains("alice").doesNotContain("marked");

    desk().unwatch(id);
    assertThat(
            desk()
                .watched(id, 0, Duration.ofSeconds(20))
                .toCompletableFuture()
                .get(5, SECONDS)
                .items())
        .isEmpty();
  }

  @Test
  public void whoWaitsForNewsIsToldOfItAndOfTheEnd() throws Exception {
    radius.serve(radius.application());
    UUID id = radius.application().id();
    desk().watch(id, Duration.ofMinutes(1));
    var waiting = desk().watched(id, 0, Duration.ofSeconds(30)).toCompletableFuture();
    radius.nas().authenticate("alice", "x");
    assertThat(waiting.get(5, SECONDS).items()).isNotEmpty();

    var end = desk().watched(id, 1000, Duration.ofSeconds(30)).toCompletableFuture();
    desk().unwatch(id);
    assertThat(end.get(5, SECONDS).until()).isEmpty();
  }

  @Test
  public void aSourceThatIsTooFastIsSlowedAndOthersAreNot() throws Exception {
    radius.serve(radius.application("maxRate", "2"), radius.applicationAt("other", "127.0.0.2"));
    RawNas nas = radius.raw();
    assertThat(nas.exchange(nas.write(RadiusRequest.access("alice", "x")))[0]).isEqualTo((byte) 3);
    assertThat(nas.exchange(nas.write(RadiusRequest.access("alice", "x")))[0]).isEqualTo((byte) 3);
    nas.send(nas.write(RadiusRequest.access("alice", "x")));
    nas.send(nas.write(RadiusRequest.access("alice", "x")));
    RawNas other = radius.raw(RadiusFixture.SECOND, radius.signInAddress());
    for (int each = 0; each < 5; each++) {
      assertThat(other.exchange(other.write(RadiusRequest.access("bob", "x")))[0])
          .isEqualTo((byte) 3);
    }

    assertThat(radius.server.counters().get(Count.LIMITED)).isPositive();
  }

  @Test
  public void attributesAreFoundByPartsOfTheirNames() {
    assertThat(desk().attributes("filter-i"))
        .containsExactly(
            new RadiusDesk.AttributeInfo("Filter-Id", "", "text of 1 to 253 octets", true));
    assertThat(desk().attributes("user-password").get(0).settable()).isFalse();
    assertThat(desk().attributes("fortinet").get(0).vendor()).isEqualTo("Fortinet");
  }
}
