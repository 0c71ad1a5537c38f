package org.vedette.replication.member;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.vedette.api.secret.KeyTransfer;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.store.ChangeApplier;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Records;

/**
 * What this part works with.
 *
 * @param folder where a server remembers its place
 * @param services of other bundles
 * @param settings of this server
 * @param sharing the state that is shared beside the log
 * @param version version of the product
 * @param boot when this process started
 * @param clock the time
 */
public record Means(
    ClusterFolder folder,
    Services services,
    Supplier<ServerSettings> settings,
    Sharing sharing,
    String version,
    Instant boot,
    InstantSource clock) {

  /** The state that servers share beside the log. Nothing here blocks. */
  public interface Sharing {
    /** Identity of this server's state; empty while it is not here. */
    String server();

    /** This server shares its state with others from now on, or with nobody. */
    void shared(boolean now);

    /** This server answers again after silence, or for the first time. */
    void reachable(String name);
  }

  /**
   * Settings of this server.
   *
   * @param name what it is called if it founds a cluster
   * @param host where the others reach it
   * @param port the one port between servers
   * @param bind address that the port is opened at
   * @param election shortest time without a master after which voters choose another
   * @param snapshotEvery changes after which the log is cut
   * @param strictClaims whether a code is refused while one of the others cannot be asked about it
   */
  public record ServerSettings(
      String name,
      String host,
      int port,
      String bind,
      Duration election,
      long snapshotEvery,
      boolean strictClaims) {}

  Live<Records> records() {
    return services.records();
  }

  Live<ChangeLog> changes() {
    return services.changes();
  }

  Live<ChangeApplier> applier() {
    return services.applier();
  }

  Live<SecretVault> vault() {
    return services.vault();
  }

  Live<KeyTransfer> keys() {
    return services.keys();
  }

  ChangeApplier liveApplier() {
    return new LiveApplier(applier());
  }
}
