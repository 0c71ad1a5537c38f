package org.vedette.radius;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.rules.ExternalResource;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.Prompt;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.secret.Secret;
import org.vedette.client.radius.RadiusClient;
import org.vedette.testkit.memory.MemoryRecords;
import org.vedette.testkit.memory.MemoryVault;

/** A listener on loopback ports, with one client whose address is 127.0.0.1. */
final class RadiusFixture extends ExternalResource {
  static final String SECRET = "kP9v-marked-shared-secret";
  static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  /** A second loopback address, for a second client. */
  static final InetSocketAddress SECOND = new InetSocketAddress("127.0.0.2", 0);

  private static final InetSocketAddress SIGN_IN = new InetSocketAddress(LOOPBACK, 0);
  private static final InetSocketAddress ACCOUNTING = new InetSocketAddress("127.0.0.3", 0);
  private static final RadiusSettings SETTINGS =
      new RadiusSettings(List.of(SIGN_IN), List.of(ACCOUNTING), 100, 10);

  final MemorySockets sockets = new MemorySockets();
  final MemoryVault vault = new MemoryVault(1);
  final MemoryRecords records = new MemoryRecords();
  final FakeCore core = new FakeCore();
  RadiusServer server;
  private volatile long ahead;
  private final List<AutoCloseable> open = new ArrayList<>();

  @Override
  protected void before() {
    server = start();
    server.core().add(0, core);
  }

  @Override
  protected void after() {
    core.release(FakeCore.denied());
    try {
      for (AutoCloseable each : open) {
        each.close();
      }
      server.close();
      sockets.close();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Lets time pass, as spans are measured. */
  void passes(Duration span) {
    ahead += span.toNanos();
  }

  /** Starts a listener that is not ready yet: it has no store. */
  RadiusServer start() {
    RadiusServer started =
        new RadiusServer(
            sockets, vault, InstantSource.system(), () -> System.nanoTime() + ahead, SETTINGS);
    started.open();
    return started;
  }

  /** Gives the listener its clients and waits until it reads. */
  RadiusFixture serve(Application... applications) {
    records.given(Application.TYPE, applications);
    return ready();
  }

  RadiusFixture ready() {
    server.records(records);
    server.changes(records);
    Awaitility.await().until(() -> server.health().status().ordinal() == 0);
    return this;
  }

  /** A client at 127.0.0.1 with these settings. */
  Application application(String... extra) {
    return applicationAt("vpn", "127.0.0.1", extra);
  }

  /** A client at 127.0.0.1 whose passwords another RADIUS server checks. */
  Application relaying(String... extra) {
    return application("vpn", "127.0.0.1", "radius:old", extra);
  }

  Application applicationAt(String name, String selector, String... extra) {
    return application(name, selector, "local", extra);
  }

  private Application application(String name, String selector, String primary, String... extra) {
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    Map<String, String> all = new HashMap<>();
    byte[] sealed = vault.seal(Application.extraPlace(id, "secret"), Secret.of(SECRET));
    all.put("secret", Base64.getEncoder().encodeToString(sealed));
    for (int index = 0; index < extra.length; index += 2) {
      all.put(extra[index], extra[index + 1]);
    }
    return new Application(
        id,
        1,
        name,
        name,
        "radius",
        List.of(selector),
        true,
        true,
        primary,
        Set.of(),
        Set.of(),
        Duration.ofSeconds(55),
        Application.Appended.OFF,
        3,
        List.of(),
        false,
        all);
  }

  InetSocketAddress signInAddress() {
    return new InetSocketAddress(LOOPBACK, server.ports(Endpoint.Role.AUTHENTICATION).get(0));
  }

  InetSocketAddress accountingAddress() {
    return new InetSocketAddress(
        ACCOUNTING.getAddress(), server.ports(Endpoint.Role.ACCOUNTING).get(0));
  }

  MemoryReplies replies() {
    return sockets.replies(SIGN_IN);
  }

  RadiusClient nas() {
    return nas(SECRET);
  }

  RadiusClient nas(String secret) {
    return keep(
        RadiusClient.to(signInAddress(), secret)
            .from(new InetSocketAddress(LOOPBACK, 0))
            .timeout(Duration.ofSeconds(10))
            .sends(1)
            .open());
  }

  RadiusClient accountant(String secret) {
    return keep(
        RadiusClient.to(accountingAddress(), secret)
            .from(new InetSocketAddress(LOOPBACK, 0))
            .timeout(Duration.ofSeconds(10))
            .sends(1)
            .open());
  }

  RawNas raw() throws IOException {
    return keep(new RawNas(new InetSocketAddress(LOOPBACK, 0), signInAddress()));
  }

  RawNas raw(InetSocketAddress from, InetSocketAddress to) throws IOException {
    return keep(new RawNas(from, to));
  }

  static Outcome granted(Map<String, String> attributes) {
    return new Outcome.Granted("alice", attributes, ResultCode.OATH_VERIFIED, "0000-0000-0001");
  }

  static Outcome challenged(byte fill, String text) {
    byte[] token = new byte[ChallengeToken.LENGTH];
    Arrays.fill(token, fill);
    return new Outcome.Challenged(
        new Prompt(text, true, "oath"), new ChallengeToken(token), Instant.now().plusSeconds(90));
  }

  private <T extends AutoCloseable> T keep(T opened) {
    open.add(opened);
    return opened;
  }
}
