package org.vedette.gateway.sip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.Message;
import org.vedette.api.secret.Secret;
import org.vedette.gateway.sip.call.Timers;
import org.vedette.gateway.sip.prompt.Prompts;
import org.vedette.gateway.sip.prompt.PromptsTest;
import org.vedette.testkit.memory.MemoryVault;

/** A gateway with an operator's settings, short sounds and short timers. */
final class Harness implements AutoCloseable {
  static final String PASSWORD = "marked-password-5c1";

  private static final Timers SHORT =
      new Timers(Duration.ofMillis(30), Duration.ofMillis(120), Duration.ofMillis(150));

  final ConfiguredGateway gateway;
  final Desk desk = new Desk();
  private final Map<String, Object> settings = new HashMap<>();

  /** Prepares; {@link #with} sets, {@link #begin} starts. */
  Harness(int port) throws IOException {
    Arrays.stream(GatewayConfig.class.getDeclaredMethods())
        .forEach(each -> settings.put(each.getName(), each.getDefaultValue()));
    with("host", "127.0.0.1").with("port", port).with("caller", "+4930900").with("probeSeconds", 0);
    Path folder = Files.createTempDirectory("prompts");
    Files.createDirectory(folder.resolve("en"));
    for (String name : new String[] {"call.standard", "call.pin", "retry.pin", "success"}) {
      // 200 ms.
      Files.write(folder.resolve("en/" + name + ".wav"), PromptsTest.wav(7, 8000, 1, 1600, 0x10));
    }
    Prompts prompts = new Prompts();
    prompts.refresh(folder);
    gateway =
        new ConfiguredGateway(
            "main",
            "org.vedette.gateway.sip~main",
            new MemoryVault(1),
            prompts,
            desk::called,
            SHORT);
  }

  Harness with(String key, Object value) {
    if (!settings.containsKey(key)) {
      throw new IllegalArgumentException("there is no setting " + key);
    }
    settings.put(key, value);
    return this;
  }

  Harness begin() {
    gateway.configure(settings);
    return this;
  }

  Map<String, Object> map() {
    return new HashMap<>(settings);
  }

  static Message message(String to, String... fields) {
    Map<String, String> map = fields.length == 0 ? Map.of() : Map.of(fields[0], fields[1]);
    return message(to, Optional.of(Desk.TOKEN), map);
  }

  static Message message(String to, Optional<ChallengeToken> token, Map<String, String> fields) {
    Message message = new Message("voice", to, "call.pin", "en", fields, Secret.of(""));
    return token.map(message::about).orElse(message);
  }

  CompletableFuture<Delivery> send(String to, String... fields) {
    return gateway.send(message(to, fields)).toCompletableFuture();
  }

  /** Sends and waits; written as what it is. */
  String sent(String to, String... fields) throws Exception {
    return words(send(to, fields));
  }

  static String words(CompletableFuture<Delivery> delivery) throws Exception {
    return delivery
        .get(20, TimeUnit.SECONDS)
        .match(
            sent -> "sent",
            rejected -> "rejected: " + rejected.why(),
            no -> "unreachable: " + no.why());
  }

  @Override
  public void close() {
    gateway.close();
  }
}
