package org.vedette.gateway.mail;

import java.lang.reflect.Method;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.Message;
import org.vedette.api.secret.Secret;
import org.vedette.testkit.memory.MemoryVault;

/** A gateway under test, and what it is told to send. */
final class World implements AutoCloseable {
  static final String CODE = "738201";

  final MemoryVault vault = new MemoryVault(7);
  final ConfiguredGateway gateway;
  private final Map<String, Object> settings = new HashMap<>();

  World() {
    this(InstantSource.system());
  }

  World(InstantSource clock) {
    gateway = new ConfiguredGateway("main", "org.vedette.gateway.mail~main", vault, clock);
    for (Method each : MailConfig.class.getDeclaredMethods()) {
      settings.put(each.getName(), each.getDefaultValue());
    }
    set("host", "127.0.0.1", "security", "none", "from", "login@corp.example");
    set("fromName", "Corp sign-in", "responseTimeoutMillis", 300, "connections", 1);
  }

  /** Notes settings, names and values in turn. */
  World set(Object... pairs) {
    for (int at = 0; at < pairs.length; at += 2) {
      settings.put((String) pairs[at], pairs[at + 1]);
    }
    return this;
  }

  World configure() {
    gateway.configure(settings);
    return this;
  }

  Map<String, Object> settings() {
    return settings;
  }

  static Message message(String to) {
    return message(to, "Your code", "Hello Jörg,\n\nyour code is " + CODE + ".\n.\nCorp\n");
  }

  static Message message(String to, String subject, String body) {
    return new Message("mail", to, "code", "en", Map.of(), Secret.of(CODE))
        .written(new Message.Text(subject, body));
  }

  /** Sends and waits. */
  Delivery send(String to) throws Exception {
    return send(message(to));
  }

  Delivery send(Message message) throws Exception {
    return gateway.send(message).toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  static String why(Delivery delivery) {
    return delivery.match(
        sent -> "sent: " + sent.reference(),
        rejected -> "rejected: " + rejected.why(),
        unreachable -> "unreachable: " + unreachable.why());
  }

  String sendWhy(String to) throws Exception {
    return why(send(to));
  }

  @Override
  public void close() {
    gateway.close();
  }
}
