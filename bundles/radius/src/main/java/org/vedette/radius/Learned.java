package org.vedette.radius;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Committed;
import org.vedette.api.store.PluginRecord;
import org.vedette.api.store.Records;

/**
 * Which clients were seen to send Message-Authenticator. Kept in memory, and written as a {@link
 * PluginRecord} owned by the application, so that a restart does not forget it.
 */
final class Learned {
  private static final Logger LOG = LoggerFactory.getLogger(Learned.class);
  private static final String PLUGIN = "org.vedette.radius";
  private static final byte[] SCHEMA = {1};

  private final Set<UUID> seen = ConcurrentHashMap.newKeySet();
  private final Set<UUID> unwritten = ConcurrentHashMap.newKeySet();
  private final Set<UUID> unlearned = ConcurrentHashMap.newKeySet();

  boolean knows(Client client) {
    return seen.contains(client.application());
  }

  /** Notes a client; true when it was not known before, and {@link #write} has work. */
  boolean note(Client client) {
    if (!seen.add(client.application())) {
      return false;
    }
    unwritten.add(client.application());
    return true;
  }

  /** Forgets a client; what is written of it goes with the next {@link #write}. */
  void forget(Client client) {
    if (seen.remove(client.application())) {
      unwritten.remove(client.application());
      unlearned.add(client.application());
    }
  }

  /** Reads what was noted of clients that are to be learned. */
  void read(Clients clients, Records records) {
    for (Client each : clients.all()) {
      if (each.rule() == Client.Rule.LEARNED
          && !knows(each)
          && !unlearned.contains(each.application())
          && records
              .findByKey(PluginRecord.TYPE, PluginRecord.key(PLUGIN, key(each.application())))
              .isPresent()) {
        seen.add(each.application());
      }
    }
  }

  /** Writes what is not written yet; what cannot be written now is tried at the next call. */
  void write(@Nullable ChangeLog changes) {
    if (changes == null) {
      return;
    }
    for (UUID each : unlearned) {
      if (unlearned.remove(each)) {
        remove(each, changes);
      }
    }
    for (UUID each : unwritten) {
      if (unwritten.remove(each)) {
        changes
            .append(Change.put(PluginRecord.TYPE, recordOf(each)), new Actor(PLUGIN, "sign-in", ""))
            .whenComplete((committed, failure) -> written(each, committed, failure));
      }
    }
  }

  private void remove(UUID application, ChangeLog changes) {
    changes
        .append(
            Change.remove(PluginRecord.TYPE, recordOf(application)),
            new Actor(PLUGIN, "administrator", ""))
        .whenComplete(
            (committed, failure) -> {
              if (!(committed instanceof Committed.Done)
                  && !(committed instanceof Committed.Conflict)
                  && !seen.contains(application)) {
                unlearned.add(application);
              }
            });
  }

  private void written(UUID application, @Nullable Committed committed, @Nullable Throwable why) {
    if (committed instanceof Committed.Done || committed instanceof Committed.Conflict) {
      LOG.info(
          "A client sends Message-Authenticator; from now on it must. application={}", application);
    } else {
      unwritten.add(application);
      LOG.debug("Writing what was learned is put off. result={}", committed, why);
    }
  }

  private static PluginRecord recordOf(UUID application) {
    String key = key(application);
    UUID id = UUID.nameUUIDFromBytes((PLUGIN + "/" + key).getBytes(StandardCharsets.UTF_8));
    return new PluginRecord(id, 1, PLUGIN, key, Optional.of(application), SCHEMA);
  }

  private static String key(UUID application) {
    return "messageAuthenticator/" + application;
  }
}
