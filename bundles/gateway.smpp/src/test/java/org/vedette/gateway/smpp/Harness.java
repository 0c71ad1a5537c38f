package org.vedette.gateway.smpp;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.Message;
import org.vedette.api.secret.Secret;
import org.vedette.gateway.smpp.back.Inbound;
import org.vedette.testkit.memory.MemoryVault;
import org.vedette.testkit.smpp.SmppCentre;

/** A gateway under test, with the settings of an operator. */
final class Harness implements AutoCloseable {
  static final String NUMBER = "+4915550142";
  static final String CODE = "918273";
  static final String TEXT = "Dein Code: " + CODE + ", 5 min";

  final ConfiguredGateway gateway;
  final TestDesk desk = new TestDesk();

  Harness(TestSettings settings) {
    this(settings, InstantSource.system());
  }

  Harness(TestSettings settings, InstantSource clock) {
    Inbound inbound = new Inbound("smpp:main", clock);
    inbound.add(0, desk);
    gateway =
        new ConfiguredGateway(
            "main",
            "org.vedette.gateway.smpp~main",
            new MemoryVault(1),
            clock,
            new Random(1)::nextDouble,
            inbound);
    gateway.configure(settings.map());
  }

  static Message message(String number, String text) {
    return unwritten("sms", number).written(new Message.Text("", text));
  }

  static Message unwritten(String channel, String number) {
    return new Message(
        channel,
        number,
        "code",
        "de",
        Map.of(),
        Secret.of(CODE),
        Optional.empty(),
        Optional.empty());
  }

  CompletableFuture<Delivery> start(String text) {
    return gateway.send(message(NUMBER, text)).toCompletableFuture();
  }

  Delivery send(String text) throws Exception {
    return start(text).get(20, TimeUnit.SECONDS);
  }

  Delivery send() throws Exception {
    return send(TEXT);
  }

  static String why(Delivery delivery) {
    return delivery.match(sent -> "sent", rejected -> rejected.why(), none -> none.why());
  }

  static SmppCentre centre() throws Exception {
    return SmppCentre.open(TestSettings.SYSTEM, TestSettings.PASSWORD);
  }

  @Override
  public void close() {
    gateway.close();
  }
}
