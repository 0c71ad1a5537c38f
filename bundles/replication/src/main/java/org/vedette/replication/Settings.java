package org.vedette.replication;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import org.vedette.replication.member.Means.ServerSettings;
import org.vedette.replication.raft.Member;

/** Reads the settings. */
final class Settings {
  private static final int MOST_PORT = 65_535;
  private static final int LEAST_ELECTION = 300;
  private static final int MOST_ELECTION = 10_000;
  private static final int LEAST_IMAGE = 100;
  private static final int MOST_IMAGE = 1_000_000;

  private Settings() {}

  /**
   * Checks all of them.
   *
   * @throws IllegalArgumentException naming the key and the fix
   */
  static ServerSettings of(ReplicationConfig config) {
    String host = config.host().isBlank() ? ownHost() : config.host().strip();
    String name = config.name().isBlank() ? shortName(host, ownHost()) : config.name().strip();
    demand(
        Member.isName(name),
        "name: letters a to z, digits and dashes, at most 63 of them, not " + name);
    demand(
        host.matches("[A-Za-z0-9.:_-]{1,253}"), "host: a host's name or an address, not " + host);
    demand(
        config.port() >= 1 && config.port() <= MOST_PORT, "port: 1 to 65535, not " + config.port());
    demand(
        config.electionMillis() >= LEAST_ELECTION && config.electionMillis() <= MOST_ELECTION,
        "electionMillis: 300 to 10000, not " + config.electionMillis());
    demand(
        config.imageEvery() >= LEAST_IMAGE && config.imageEvery() <= MOST_IMAGE,
        "imageEvery: 100 to 1000000, not " + config.imageEvery());
    String bind = config.bind().strip();
    try {
      demand(!bind.isEmpty() && InetAddress.getByName(bind) != null, "bind: an address");
    } catch (UnknownHostException unknown) {
      throw new IllegalArgumentException("bind: an address of this host, not " + bind, unknown);
    }
    return new ServerSettings(
        name,
        host,
        config.port(),
        bind,
        Duration.ofMillis(config.electionMillis()),
        config.imageEvery(),
        config.strictClaims());
  }

  /** What holds at a start with bad settings. */
  static ServerSettings defaults() {
    return new ServerSettings(
        shortName(ownHost(), ownHost()),
        ownHost(),
        4443,
        "0.0.0.0",
        Duration.ofMillis(700),
        10_000,
        false);
  }

  private static String ownHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }

  /** The first part of a host's name; an address is none. */
  private static String shortName(String host, String own) {
    String from = host.matches("[0-9.]+|.*:.*") ? own : host;
    String name =
        from.replaceFirst("\\..*", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
    String trimmed = name.replaceAll("^-+|-+$", "");
    return trimmed.isEmpty() ? "server" : trimmed;
  }

  private static void demand(boolean fine, String otherwise) {
    if (!fine) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
