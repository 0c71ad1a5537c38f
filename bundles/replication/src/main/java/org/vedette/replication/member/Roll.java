package org.vedette.replication.member;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.vedette.api.store.Change;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.PluginRecord;
import org.vedette.api.store.Records;
import org.vedette.api.store.Records.Query;

/** Who belongs to the cluster, as the replicated records say: the log follows them. */
final class Roll {
  private static final String PLUGIN = "org.vedette.replication";
  private static final String REALM = "cluster";
  private static final String SEAT = "server/";
  private static final String INVITE = "invite/";
  private static final int LIMIT = 500;

  /** More do not go into one change with the servers; they end by themselves after a day. */
  private static final int MOST_INVITES = 100;

  private final Live<Records> records;

  Roll(Live<Records> records) {
    this.records = records;
  }

  /** Everything at one time. */
  record Content(Optional<Realm> realm, List<Seat> seats, List<Invite> invites) {
    Optional<Seat> seat(String name) {
      return seats.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    Optional<Invite> invite(String id) {
      return invites.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** Returns the smallest number that no server has; empty when there are too many. */
    Optional<Integer> freeNumber() {
      return IntStream.rangeClosed(1, Seat.MOST)
          .filter(number -> seats.stream().noneMatch(seat -> seat.number() == number))
          .boxed()
          .findFirst();
    }
  }

  /**
   * Reads it.
   *
   * @throws org.vedette.api.store.StoreUnavailableException when it cannot be read
   */
  Content read() {
    Optional<Realm> realm = Optional.empty();
    List<Seat> seats = new ArrayList<>();
    List<Invite> invites = new ArrayList<>();
    for (PluginRecord each :
        records.get().search(PluginRecord.TYPE, new Query(PLUGIN + "/", 0, LIMIT)).items()) {
      if (!each.plugin().equals(PLUGIN)) {
        continue;
      }
      if (each.key().equals(REALM)) {
        realm = Optional.of(Realm.fromBytes(each.bytes()));
      } else if (each.key().startsWith(SEAT)) {
        seats.add(Seat.read(new Decoder(each.bytes())));
      } else if (each.key().startsWith(INVITE)) {
        invites.add(Invite.fromBytes(each.bytes()));
      }
    }
    seats.sort(Comparator.comparing(Seat::number));
    return new Content(realm, List.copyOf(seats), List.copyOf(invites));
  }

  /** Returns what begins a reign here; whatever the records know of another cluster goes. */
  List<Change> begin(Realm realm, Seat first) {
    Content before = read();
    List<Change> changes = new ArrayList<>();
    if (before.realm().filter(it -> it.cluster().equals(realm.cluster())).isEmpty()) {
      before.seats().stream()
          .filter(seat -> !seat.name().equals(first.name()))
          .forEach(seat -> remove(SEAT + seat.name()).ifPresent(changes::add));
      before.invites().stream()
          .limit(MOST_INVITES)
          .forEach(invite -> removeInvite(invite.id()).ifPresent(changes::add));
    }
    changes.add(put(realm));
    changes.add(put(first));
    return changes;
  }

  Change put(Realm realm) {
    return put(REALM, realm.toBytes());
  }

  Change put(Seat seat) {
    return put(SEAT + seat.name(), seat.toBytes());
  }

  Change put(Invite invite) {
    return put(INVITE + invite.id(), invite.toBytes());
  }

  /** Returns what removes a server and makes its certificates count no more; none if unknown. */
  List<Change> removeSeat(Content content, String name, Instant now) {
    Optional<Change> removal = remove(SEAT + name);
    Optional<Seat> seat = content.seat(name);
    return removal.isEmpty() || seat.isEmpty()
        ? List.of()
        : List.of(removal.get(), put(content.realm().orElseThrow().without(seat.get(), now)));
  }

  Optional<Change> removeInvite(String id) {
    return remove(INVITE + id);
  }

  private Change put(String key, byte[] bytes) {
    Optional<PluginRecord> stored = find(key);
    return Change.put(
        PluginRecord.TYPE,
        new PluginRecord(
            stored.map(PluginRecord::id).orElseGet(UUID::randomUUID),
            stored.map(PluginRecord::version).orElse(0L) + 1,
            PLUGIN,
            key,
            Optional.empty(),
            bytes));
  }

  private Optional<Change> remove(String key) {
    return find(key).map(it -> Change.remove(PluginRecord.TYPE, it));
  }

  private Optional<PluginRecord> find(String key) {
    return records.get().findByKey(PluginRecord.TYPE, PluginRecord.key(PLUGIN, key));
  }
}
