package org.vedette.itests.update;

import java.time.Duration;
import org.vedette.itests.blackbox.HeldBundle;
import org.vedette.itests.blackbox.Server;
import org.vedette.testkit.held.HeldPhones;

/** A running server with a slow directory, phones, and people of every kind. */
final class World implements AutoCloseable {
  static final int RATE = 200;
  private static final int PEOPLE = 200;

  final SlowDirectory directory;
  final HeldPhones phones;
  final Server server;
  final Crowd crowd;
  final Updates updates;

  World(String name) throws Exception {
    directory = new SlowDirectory(Duration.ofMillis(300));
    phones = new HeldPhones();
    server = Server.unpack(name).busy();
    HeldBundle.into(server);
    server.start();
    HeldBundle.await(server);
    crowd = Crowd.on(server, directory, phones, PEOPLE);
    updates = new Updates(server);
  }

  @Override
  public void close() {
    server.close();
    phones.close();
    directory.close();
  }
}
