package org.vedette.eap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.vedette.api.eap.EapMessage;
import org.vedette.api.eap.EapMethod;
import org.vedette.api.eap.EapReply;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.testkit.eap.Supplicant;
import org.vedette.testkit.memory.FakeClock;
import org.vedette.testkit.memory.MemoryVault;

/** An engine with a certificate, a core, and time that stands still. */
final class World implements AutoCloseable {
  static final UUID APPLICATION = new UUID(1, 1);

  final MemoryVault vault = new MemoryVault(3748);
  final FakeCore core = new FakeCore(vault);
  final FakeClock clock = new FakeClock(Instant.parse("2026-11-26T10:00:00Z"));
  final AtomicLong nanos = new AtomicLong();
  final Path folder;
  final Map<String, Object> properties = new HashMap<>();
  final EapEngine engine;
  List<EapMethod> methods = List.of(EapMethod.values());
  boolean asking = true;
  UUID application = APPLICATION;
  int path;

  /**
   * What became of a sign-in.
   *
   * @param supplicant the device
   * @param reply the last reply
   */
  record Ran(Supplicant supplicant, EapReply reply) {
    EapReply.Accepted accepted() {
      return (EapReply.Accepted) reply;
    }

    EapReply.Rejected rejected() {
      return (EapReply.Rejected) reply;
    }
  }

  World(Path folder, Object... settings) throws IOException {
    this.folder = folder;
    properties.putAll(
        Map.of(
            "certificate",
            copy("ec.p12").toString(),
            "key",
            "",
            "password",
            "changeit",
            "tlsVersions",
            new String[] {"1.2", "1.3"},
            "fragmentOctets",
            1000,
            "maxConversations",
            1000,
            "idleSeconds",
            60,
            "sessionMinutes",
            60));
    for (int at = 0; at < settings.length; at += 2) {
      properties.put((String) settings[at], settings[at + 1]);
    }
    engine = new EapEngine(vault, clock, nanos::get, settings());
  }

  EapSettings settings() {
    return EapSettings.read(properties, new SettingText(properties)).orElseThrow();
  }

  Path copy(String resource) throws IOException {
    try (InputStream in = World.class.getResourceAsStream(resource)) {
      Path target = folder.resolve(resource);
      Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
      return target;
    }
  }

  /** Sends one message. */
  EapReply send(byte[] eap, Optional<byte[]> state) {
    return engine
        .receive(new EapMessage(application, eap, state, path, methods, asking), core)
        .toCompletableFuture()
        .join();
  }

  /** Signs in to the end, or until a reply is silence. */
  Ran run(Supplicant supplicant) {
    EapReply reply = send(supplicant.identity(7), Optional.empty());
    while (reply instanceof EapReply.Continue goOn) {
      byte[] answer = supplicant.answer(goOn.eap()).orElseThrow();
      reply = send(answer, Optional.of(goOn.state()));
    }
    if (reply instanceof EapReply.Accepted accepted) {
      supplicant.answer(accepted.eap());
    }
    return new Ran(supplicant, reply);
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    engine.tend();
  }

  @Override
  public void close() {
    engine.close();
  }
}
