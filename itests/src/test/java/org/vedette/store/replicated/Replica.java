package org.vedette.store.replicated;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.grpc.server.GrpcServices;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeApplier;
import org.vedette.api.store.Committed;
import org.vedette.api.store.StoredSecret;
import org.vedette.replication.cert.ClusterTrust;
import org.vedette.replication.cert.OwnKey;
import org.vedette.replication.raft.Identity;
import org.vedette.replication.raft.Member;
import org.vedette.replication.raft.RaftNode;
import org.vedette.replication.raft.Reign;
import org.vedette.replication.raft.Repeats;
import org.vedette.replication.raft.ReplicatedLog;
import org.vedette.replication.raft.Watch;
import org.vedette.replication.raft.Way;
import org.vedette.store.db.Effect;
import org.vedette.store.db.RecordStore;

/** One server of a cluster: the log over the records of bundle store, in a folder of its own. */
final class Replica implements AutoCloseable, Watch {
  /** Images are written often, so that many kills meet one. */
  static final int IMAGE_EVERY = 20;

  private static final Duration ELECTION = Duration.ofMillis(200);
  private static final Actor ADMIN = new Actor("admin", "rest", "192.0.2.1");
  private static final int SIZE = 200;

  private final RaftNode.Setup setup;
  private final FileDatabase database;
  private final RecordStore store;
  private Optional<RaftNode> node = Optional.empty();
  private final ReplicatedLog log;
  private Optional<Way> way = Optional.empty();

  /** Opens the records. */
  Replica(Path folder, Member self, OwnKey.Pair identity)
      throws IOException, GeneralSecurityException {
    database = new FileDatabase(Files.createDirectories(folder.resolve("db")));
    store = new RecordStore(database, new Deaf());
    Applier applier = new Applier(store);
    log = new ReplicatedLog(applier);
    setup =
        new RaftNode.Setup(
            self,
            self.host(),
            log(folder),
            new Identity(new OwnKey(identity), ClusterTrust.in(identity.chain()[1])),
            applier,
            this,
            new Repeats(),
            ELECTION,
            IMAGE_EVERY,
            GrpcServices.Customizer.getDefaultInstance());
  }

  /** Where its log and its images lie. */
  static Path log(Path folder) {
    return folder.resolve("log");
  }

  /** Begins a log of its own. */
  void begin(Reign reign) throws IOException {
    opened(RaftNode.begin(setup, reign));
  }

  /** Waits to be added to the log of another. */
  void join(Reign reign) throws IOException {
    opened(RaftNode.join(setup, reign));
  }

  /** Goes on where it was killed. */
  void resume(Reign reign) throws IOException {
    opened(RaftNode.resume(setup, reign));
  }

  private void opened(RaftNode open) {
    node = Optional.of(open);
    way = Optional.of(log.way(setup.self().id(), open::client));
    log.use(way.get());
  }

  RaftNode node() {
    return node.orElseThrow();
  }

  /** Adds a record of this name; returns once it is known whether it was. */
  Committed add(String name) throws Exception {
    byte[] value = name.repeat(SIZE / name.length()).getBytes(StandardCharsets.US_ASCII);
    StoredSecret record = new StoredSecret(UUID.randomUUID(), 1, name, value);
    return log.append(Change.put(StoredSecret.TYPE, record), ADMIN)
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  /** The place in the log of all that is in the database. */
  String place() {
    ChangeApplier.Position place = store.position();
    return place.epoch() + " " + place.index();
  }

  /** The place, and a sum of all records: equal where records are equal. */
  String state() throws IOException {
    return place() + " " + HexFormat.of().formatHex(store.digest());
  }

  /** The unique texts of all records. */
  Set<String> keys() {
    return new HashSet<>(
        database.read(
            em ->
                em.createQuery("select k.key from RecordKeyEntity k", String.class)
                    .getResultList()));
  }

  @Override
  public void stuck(String why) {
    System.out.println("stuck " + why);
  }

  @Override
  public void goesOn() {}

  @Override
  public void installing(long done, long total) {}

  @Override
  public void leader(String id) {}

  @Override
  public void close() throws IOException {
    log.close();
    way.ifPresent(Way::close);
    if (node.isPresent()) {
      node().close();
    }
    database.close();
  }

  /** Tells nobody. */
  private static final class Deaf implements RecordStore.Observer {
    @Override
    public void applied(List<Effect> effects) {}

    @Override
    public void replaced() {}
  }

  /** As the component of bundle store applies, without anybody who hears of it. */
  private record Applier(RecordStore store) implements ChangeApplier {
    @Override
    public Position position() {
      return store.position();
    }

    @Override
    public Applied apply(long epoch, long index, byte[] change, Optional<Actor> taken)
        throws IOException {
      return store.apply(epoch, index, change);
    }

    @Override
    public long reign() {
      return store.place().reign();
    }

    @Override
    public void reign(long epoch, boolean afresh) throws IOException {
      store.reign(epoch, afresh);
    }

    @Override
    public void export(OutputStream to) throws IOException {
      store.export(to);
    }

    @Override
    public void install(InputStream from) throws IOException {
      store.install(from);
    }
  }
}
