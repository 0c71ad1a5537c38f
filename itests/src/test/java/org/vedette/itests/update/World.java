package org.vedette.itests.update;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.vedette.itests.blackbox.HeldBundle;
import org.vedette.itests.blackbox.Server;
import org.vedette.testkit.held.HeldPhones;

/** A running server with a slow directory, phones, and people of every kind. */
final class World implements AutoCloseable {
  static final int RATE = 200;
  private static final int PEOPLE = 200;

  final InetSocketAddress ldap;
  final SlowDirectory directory;
  final HeldPhones phones;
  final Server server;
  final Crowd crowd;
  final Updates updates;

  World(String name) throws Exception {
    directory = new SlowDirectory(Duration.ofMillis(300));
    phones = new HeldPhones();
    server = Server.unpack(name).busy();
    ldap = new InetSocketAddress(Kind.LDAP.address(), freePort());
    server.set("org.vedette.ldap.cfg", "addresses", ldap.getHostString() + ":" + ldap.getPort());
    HeldBundle.into(server);
    server.start();
    HeldBundle.await(server);
    crowd = Crowd.on(server, directory, phones, PEOPLE);
    updates = new Updates(server);
  }

  Traffic traffic() {
    return new Traffic(this);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    server.close();
    phones.close();
    directory.close();
  }
}
