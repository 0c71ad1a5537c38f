package org.vedette.primary.radius;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Test;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Relay;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.primary.LoopMark;
import org.vedette.api.primary.PrimaryRequest;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.primary.PrimaryVerdict.Asked;
import org.vedette.api.primary.PrimaryVerdict.Confirmed;
import org.vedette.api.primary.PrimaryVerdict.Refused;
import org.vedette.api.primary.PrimaryVerdict.Unreachable;
import org.vedette.api.secret.Secret;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Attributes;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Dictionary;
import org.vedette.codec.radius.MessageAuthenticator;
import org.vedette.codec.radius.Microsoft;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.PacketWriter;
import org.vedette.codec.radius.Salted;
import org.vedette.codec.radius.UserPassword;
import org.vedette.testkit.memory.MemoryVault;

public class TargetTest {
  private static final Duration SOON = Duration.ofMillis(600);
  private static final Duration LATER = Duration.ofSeconds(6);
  private static final byte[] STATE = "state of the other".getBytes(UTF_8);

  private final MemoryVault vault = new MemoryVault(1);
  private final List<AutoCloseable> open = new ArrayList<>();

  @After
  public void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @Test
  public void passesEverythingBothWays() throws IOException {
    FakeServer server = server();
    byte[] key = "sixteen octets!!".getBytes(UTF_8);
    Attribute pair =
        new Attribute(AttributeTypes.VENDOR_SPECIFIC, new byte[] {0, 0, 0, 9, 1, 3, 65});
    server.script =
        request -> {
          PacketWriter reply = FakeServer.reply(Code.ACCESS_ACCEPT, request);
          reply.copyAll(request, AttributeTypes.PROXY_STATE);
          reply.add(Attribute.text(AttributeTypes.CLASS, "one"));
          reply.add(pair);
          reply.add(Attribute.text(AttributeTypes.CLASS, "two"));
          reply.add(
              Microsoft.attribute(
                  Microsoft.MS_MPPE_SEND_KEY,
                  Salted.hide(key, 7, FakeServer.SECRET, request.authenticator())));
          return Optional.of(reply);
        };
    List<Attribute> said =
        List.of(
            Attribute.integer(AttributeTypes.NAS_PORT, 7),
            Attribute.text(AttributeTypes.CALLING_STATION_ID, "198.51.100.7"));
    PrimaryVerdict verdict = check(target(server), typed("pass wörd"), said, Optional.empty());

    Packet asked = server.asked.get(0);
    assertThat(MessageAuthenticator.ofRequest(asked, FakeServer.SECRET))
        .isEqualTo(MessageAuthenticator.Check.VALID);
    assertThat(asked.attributes()).containsAll(said);
    assertThat(asked.first(AttributeTypes.NAS_IDENTIFIER)).contains("vedette".getBytes(UTF_8));
    assertThat(LoopMark.isOurs(asked.first(AttributeTypes.PROXY_STATE).orElseThrow(), vault))
        .isTrue();
    assertThat(password(asked)).isEqualTo("pass wörd");
    assertThat(said(((Confirmed) verdict).attributes()))
        .containsExactly(
            Attribute.text(AttributeTypes.CLASS, "one"),
            pair,
            Attribute.text(AttributeTypes.CLASS, "two"),
            Microsoft.attribute(Microsoft.MS_MPPE_SEND_KEY, key));
    assertThat(((Confirmed) verdict).attributes().toString()).doesNotContain("one");
  }

  @Test
  public void tellsWhatARejectSaid() throws IOException {
    FakeServer server = server();
    server.script =
        request -> {
          PacketWriter reply = FakeServer.reply(Code.ACCESS_REJECT, request);
          reply.add(Attribute.text(AttributeTypes.REPLY_MESSAGE, "Password expired"));
          return Optional.of(reply);
        };
    Refused refused = (Refused) check(target(server), typed("x"));

    assertThat(refused.detail()).contains(server.address(), "Password expired");
    assertThat(said(refused.attributes()))
        .containsExactly(Attribute.text(AttributeTypes.REPLY_MESSAGE, "Password expired"));
  }

  @Test
  public void challengesAreAnsweredAtTheServerThatMadeThem() throws IOException {
    FakeServer first = server();
    FakeServer second = server();
    first.script =
        request -> {
          if (request.has(AttributeTypes.STATE)) {
            return FakeServer.accept(request);
          }
          PacketWriter reply = FakeServer.reply(Code.ACCESS_CHALLENGE, request);
          reply.add(new Attribute(AttributeTypes.STATE, STATE));
          reply.add(Attribute.text(AttributeTypes.REPLY_MESSAGE, "Token code?"));
          return Optional.of(reply);
        };
    Asked asked = (Asked) check(target(first, second), typed("password"));
    assertThat(asked.prompt()).isEqualTo("Token code?");
    // The order of the servers has changed meanwhile, as on another of our servers.
    ConfiguredTarget other = target(second, first);
    PrimaryVerdict verdict =
        check(other, typed("123456"), List.of(), Optional.of(asked.continuation()));

    assertThat(verdict).isInstanceOf(Confirmed.class);
    assertThat(first.asked.get(1).first(AttributeTypes.STATE)).contains(STATE);
    assertThat(second.asked).isEmpty();
  }

  @Test
  public void nextServerIsAskedAtOnceWhenNothingListens() throws IOException {
    FakeServer dead = server();
    FakeServer well = server();
    ConfiguredTarget target = target(dead, well);
    dead.close();
    Instant began = Instant.now();

    assertThat(check(target, typed("x"))).isInstanceOf(Confirmed.class);
    assertThat(check(target, typed("x"))).isInstanceOf(Confirmed.class);
    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
    assertThat(target.health().status()).isEqualTo(Health.Status.WARN);
    assertThat(target.health().message()).contains(dead.address());

    FakeServer back = keep(new FakeServer(dead.port()));
    Awaitility.await().until(() -> target.health().status() == Health.Status.OK);
    assertThat(check(target, typed("x"))).isInstanceOf(Confirmed.class);
    assertThat(back.asked).hasSize(1);
  }

  @Test
  public void serverThatLivesIsWaitedFor() throws IOException {
    FakeServer server = server();
    FakeServer next = server();
    AtomicInteger times = new AtomicInteger();
    // A person takes a while: the answer comes with the ninth repetition.
    server.script =
        request -> times.incrementAndGet() < 9 ? Optional.empty() : FakeServer.accept(request);
    ConfiguredTarget target = target(server, next);
    Awaitility.await().until(() -> check(target(next), typed("x")) instanceof Confirmed);

    assertThat(check(target, typed("x"))).isInstanceOf(Confirmed.class);
    assertThat(times).hasValue(9);
    assertThat(server.asked.stream().map(Packet::identifier).distinct()).hasSize(1);
    assertThat(next.asked).hasSize(1);
  }

  @Test
  public void serverThatIsSilentToEverythingIsGivenUp() throws IOException {
    FakeServer silent = server();
    FakeServer next = server();
    ConfiguredTarget target = target(silent, next);
    silent.script = request -> Optional.empty();
    silent.answersStatus = false;

    assertThat(check(target, typed("x"))).isInstanceOf(Confirmed.class);
    assertThat(next.asked).hasSize(1);
  }

  @Test
  public void nobodyAnswersIsUnreachableAndNotRefused() throws IOException {
    FakeServer dead = server();
    ConfiguredTarget target = target(dead);
    dead.close();

    assertThat(check(target, typed("x")))
        .isInstanceOfSatisfying(
            Unreachable.class, it -> assertThat(it.why()).contains("no server of test"));
    Awaitility.await().until(() -> target.health().status() == Health.Status.CRITICAL);
  }

  @Test
  public void unprotectedRepliesAreIgnored() throws IOException {
    FakeServer server = server();
    server.script =
        request -> Optional.of(new PacketWriter(Code.ACCESS_ACCEPT, request.identifier()));
    Map<String, Object> settings = settings(server);
    assertThat(check(target(settings), typed("x"), List.of(), Optional.empty(), SOON))
        .isInstanceOf(Unreachable.class);
    settings.put("messageAuthenticator", "off");

    assertThat(check(target(settings), typed("x"))).isInstanceOf(Confirmed.class);
  }

  @Test
  public void proofsPassWithWhatTheClientSaid() throws IOException {
    FakeServer server = server();
    ConfiguredTarget target = target(server);
    Credential chap = new Credential.Chap(1, new byte[16], new byte[16]);
    Attribute password = new Attribute(AttributeTypes.CHAP_PASSWORD, new byte[17]);
    assertThat(check(target, chap, List.of(password), Optional.empty()))
        .isInstanceOf(Confirmed.class);
    assertThat(server.asked.get(0).first(AttributeTypes.CHAP_CHALLENGE)).contains(new byte[16]);

    assertThat(check(target, chap)).isInstanceOf(Refused.class);
    assertThat(check(target, new Credential.Opaque(new byte[1]))).isInstanceOf(Refused.class);
    assertThat(check(target, typed("x".repeat(129)))).isInstanceOf(Refused.class);
    assertThat(server.asked).hasSize(1);
  }

  @Test
  public void nothingShownIsAskedWithTheNameAlone() throws IOException {
    FakeServer server = server();
    ConfiguredTarget target = target(server);

    assertThat(check(target, new Credential.Opaque(new byte[0]))).isInstanceOf(Confirmed.class);
    Packet asked = server.asked.get(0);
    assertThat(asked.has(AttributeTypes.USER_NAME)).isTrue();
    assertThat(asked.has(AttributeTypes.USER_PASSWORD)).isFalse();
    assertThat(asked.has(AttributeTypes.EAP_MESSAGE)).isFalse();
  }

  @Test
  public void badSettingsLeaveTheLastGoodOnesAtWork() throws IOException {
    FakeServer server = server();
    ConfiguredTarget target = target(server);
    for (Map<String, Object> bad :
        List.of(
            with(settings(server), "servers", ""),
            with(settings(server), "servers", "no spaces please"),
            with(settings(server), "servers", "host:0"),
            with(settings(server), "secret", ""),
            with(settings(server), "secret", "$[secret:gone]"),
            with(settings(server), "messageAuthenticator", "maybe"),
            with(settings(server), "resendMillis", "1"))) {
      target.configure(bad);
      assertThat(target.health().status()).isEqualTo(Health.Status.CRITICAL);
      assertThat(target.health().message()).doesNotContain(FakeServer.TEXT);
      assertThat(check(target, typed("x"))).isInstanceOf(Confirmed.class);
    }
    target.configure(settings(server));
    assertThat(target.health()).isEqualTo(Health.ok());
  }

  @Test
  public void addressesHaveAPortAndMayBeIpv6() {
    assertThat(ServerAddress.parse("nps1.corp.example"))
        .contains(new ServerAddress("nps1.corp.example", 1812));
    assertThat(ServerAddress.parse("[2001:db8::1]:1645"))
        .contains(new ServerAddress("2001:db8::1", 1645));
    assertThat(ServerAddress.parse("[2001:db8::1]").orElseThrow())
        .hasToString("[2001:db8::1]:1812");
    assertThat(ServerAddress.parse("user@host")).isEmpty();
    assertThat(ServerAddress.parse("host/path")).isEmpty();
    assertThat(ServerAddress.parse("host:1/70000")).isEmpty();
    assertThat(ServerAddress.parse("host/0")).isEmpty();
    ServerAddress both = ServerAddress.parse("host:1645/1646").orElseThrow();
    assertThat(both).isEqualTo(new ServerAddress("host", 1645, 1646)).hasToString("host:1645");
    assertThat(both.accountingPort(1700)).isEqualTo(1646);
    assertThat(new ServerAddress("host", 1812).accountingPort(0)).isEqualTo(1813);
    assertThat(new ServerAddress("host", 1812).accountingPort(1700)).isEqualTo(1700);
    assertThat(new ServerAddress("host", 65_535).accountingPort(0)).isEqualTo(1813);
    assertThat(ServerAddress.parse("host:70000")).isEmpty();
  }

  private FakeServer server() throws IOException {
    return keep(new FakeServer());
  }

  private ConfiguredTarget target(FakeServer... servers) {
    return target(settings(servers));
  }

  private ConfiguredTarget target(Map<String, Object> settings) {
    ConfiguredTarget target =
        new ConfiguredTarget(
            "test",
            TargetComponent.PID + "~test",
            vault,
            Dictionary.shipped(),
            InstantSource.system());
    target.configure(settings);
    open.add(target::close);
    return target;
  }

  private <T extends AutoCloseable> T keep(T opened) {
    open.add(opened);
    return opened;
  }

  private static Map<String, Object> settings(FakeServer... servers) {
    Map<String, Object> settings = new HashMap<>();
    for (Method each : TargetConfig.class.getDeclaredMethods()) {
      if (each.getDefaultValue() != null) {
        settings.put(each.getName(), each.getDefaultValue());
      }
    }
    settings.put(
        "servers", List.of(servers).stream().map(FakeServer::address).toArray(String[]::new));
    settings.put("secret", FakeServer.TEXT);
    settings.put("resendMillis", "100");
    settings.put("patienceMillis", "300");
    settings.put("timeoutSeconds", "1");
    settings.put("probeSeconds", "1");
    return settings;
  }

  private static Map<String, Object> with(Map<String, Object> all, String key, Object value) {
    all.put(key, value);
    return all;
  }

  private static Credential typed(String text) {
    return new Credential.Typed(Secret.of(text));
  }

  private static PrimaryVerdict check(ConfiguredTarget target, Credential credential) {
    return check(target, credential, List.of(), Optional.empty());
  }

  private static PrimaryVerdict check(
      ConfiguredTarget target,
      Credential credential,
      List<Attribute> said,
      Optional<byte[]> continuation) {
    return check(target, credential, said, continuation, LATER);
  }

  private static PrimaryVerdict check(
      ConfiguredTarget target,
      Credential credential,
      List<Attribute> said,
      Optional<byte[]> continuation,
      Duration time) {
    Optional<Relay> relay =
        said.isEmpty()
            ? Optional.empty()
            : Optional.of(new Relay(RequestWriter.PROTOCOL, Attributes.write(said)));
    try {
      return target
          .check(
              new PrimaryRequest(
                  "r-1",
                  "alice",
                  Optional.empty(),
                  credential,
                  new UUID(0, 9),
                  "192.0.2.1",
                  false,
                  Instant.now().plus(time),
                  relay,
                  continuation))
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private List<Attribute> said(Map<String, String> attributes) {
    return Attributes.read(
        Relay.open(attributes, RequestWriter.PROTOCOL, vault).orElseThrow().content());
  }

  private static String password(Packet asked) {
    return UserPassword.reveal(
            asked.first(AttributeTypes.USER_PASSWORD).orElseThrow(),
            FakeServer.SECRET,
            asked.authenticator(),
            UTF_8)
        .match(clear -> new String(clear.utf8(), UTF_8), garbled -> garbled.why());
  }
}
