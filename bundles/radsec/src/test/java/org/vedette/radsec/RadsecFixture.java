package org.vedette.radsec;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.rules.ExternalResource;
import org.vedette.radsec.Counters.Count;
import org.vedette.testkit.memory.MemoryDoors;

/** A listener on a loopback port whose packets a fake desk answers. */
final class RadsecFixture extends ExternalResource {
  static final Limits GENEROUS =
      new Limits(100, 50, Duration.ofSeconds(30), Duration.ofMinutes(10));
  private static final InetSocketAddress ADDRESS =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  final TlsFolder folder = new TlsFolder();
  final FakeDesk desk = new FakeDesk();
  MemoryDoors sockets = new MemoryDoors();
  volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  RadsecServer server;
  private final List<AutoCloseable> open = new ArrayList<>();

  @Override
  protected void before() throws Throwable {
    folder.before();
    server = start();
    server.desk(0, desk);
  }

  /** Starts a listener without a desk. */
  RadsecServer start() throws IOException {
    RadsecServer started = new RadsecServer(() -> now, System::nanoTime);
    started.open(settings(folder.files(), GENEROUS));
    started.sockets(sockets);
    return started;
  }

  @Override
  protected void after() {
    try {
      for (AutoCloseable each : open) {
        each.close();
      }
      server.close();
      sockets.close();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    } finally {
      folder.delete();
    }
  }

  static RadsecSettings settings(TlsFiles files, Limits limits) {
    return new RadsecSettings(List.of(ADDRESS), Optional.of(files), limits);
  }

  void limits(Limits limits) {
    server.configure(settings(folder.files(), limits));
  }

  int port() {
    return server.ports().get(0);
  }

  /** A client that has this certificate. */
  Client client(String name, String... versions) throws Exception {
    return clientFrom("127.0.0.1", name, versions);
  }

  Client clientFrom(String address, String name, String... versions) throws Exception {
    Client client = new Client(folder.client(name), address, port(), versions);
    open.add(client);
    return client;
  }

  void await(Count count, long number) {
    Awaitility.await().until(() -> server.counters().get(count) == number);
  }

  void awaitConnections(int number) {
    Awaitility.await().until(() -> server.connections().count() == number);
  }
}
