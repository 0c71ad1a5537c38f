package org.vedette.replication.member;

import java.net.InetSocketAddress;
import org.vedette.replication.member.Means.ServerSettings;

/** Addresses of this server. */
final class Addresses {
  private Addresses() {}

  static InetSocketAddress bind(ServerSettings settings) {
    return new InetSocketAddress(settings.bind(), settings.port());
  }
}
