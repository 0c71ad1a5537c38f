package org.vedette.replication.raft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SetConfigurationRequest;
import org.apache.ratis.retry.RetryPolicies;
import org.apache.ratis.retry.RetryPolicy;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerRpcWithProxy;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.server.storage.RaftStorage.StartupOption;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.apache.ratis.util.LifeCycle;
import org.apache.ratis.util.TimeDuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.store.Actor;
import org.vedette.api.store.ChangeApplier;

/** This server's part of the log: one port, one folder. */
public final class RaftNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RaftNode.class);
  private static final int TRIES = 20;
  private static final TimeDuration BETWEEN = TimeDuration.valueOf(250, TimeUnit.MILLISECONDS);

  /**
   * What a server brings along.
   *
   * @param self its own name and address
   * @param bind address that the port is opened at
   * @param folder where the log lies
   * @param identity its certificate, and whom it believes
   * @param records where changes are applied
   * @param watch told how it fares
   * @param repeats which changes were made; goes over into the reign that is begun here
   * @param election shortest time without a leader after which another is elected
   * @param snapshotEvery entries after which an image is written and the log is cut
   * @param more adds services to the port
   */
  public record Setup(
      Member self,
      String bind,
      Path folder,
      Identity identity,
      ChangeApplier records,
      Watch watch,
      Repeats repeats,
      Duration election,
      long snapshotEvery,
      GrpcServices.Customizer more) {}

  private final Setup setup;
  private final Reign reign;
  private final RaftProperties properties;
  private final Parameters parameters = new Parameters();
  private final RaftServer server;
  private final Collection<StoreMachine> machines = new CopyOnWriteArrayList<>();

  private RaftNode(Setup setup, Reign reign, List<Member> known, StartupOption how)
      throws IOException {
    this.setup = setup;
    this.reign = reign;
    properties =
        RaftSettings.of(
            setup.bind(),
            setup.self().port(),
            setup.folder(),
            setup.election(),
            setup.snapshotEvery());
    GrpcConfigKeys.TLS.setConf(parameters, setup.identity().tls());
    GrpcConfigKeys.Server.setServicesCustomizer(parameters, setup.more());
    Files.createDirectories(setup.folder());
    // Ratis takes the loader of the thread that touches it first, for good.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(RaftNode.class.getClassLoader());
    try {
      server =
          RaftServer.newBuilder()
              .setServerId(setup.self().peerId())
              .setGroup(new Reign(reign.cluster(), reign.epoch(), known).group())
              .setOption(how)
              .setProperties(properties)
              .setParameters(parameters)
              .setStateMachineRegistry(group -> machine())
              .build();
      started();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** One that cannot be started keeps neither its folder nor its port: it is tried again later. */
  private void started() throws IOException {
    try {
      server.start();
    } catch (IOException | RuntimeException cannot) {
      try {
        close();
      } catch (IOException | RuntimeException also) {
        cannot.addSuppressed(also);
      }
      throw cannot;
    }
  }

  private StoreMachine machine() {
    StoreMachine machine =
        new StoreMachine(
            setup.records(), setup.self().id(), reign.epoch(), setup.watch(), setup.repeats());
    machines.add(machine);
    return machine;
  }

  /** Begins a reign, with an empty log; the records stay as they are. */
  public static RaftNode begin(Setup setup, Reign reign) throws IOException {
    return new RaftNode(setup, reign, reign.members(), StartupOption.FORMAT);
  }

  /** Waits to be added to a reign by its leader; what the records hold is replaced. */
  public static RaftNode join(Setup setup, Reign reign) throws IOException {
    // A listener must know from the beginning that it is one; a voter must not vote before it is
    // one.
    setup.repeats().clear();
    List<Member> known = setup.self().voter() ? List.of() : List.of(setup.self());
    return new RaftNode(setup, reign, known, StartupOption.FORMAT);
  }

  /** Goes on where it stopped. */
  public static RaftNode resume(Setup setup, Reign reign) throws IOException {
    setup.repeats().clear();
    List<Member> known = new ArrayList<>(reign.members());
    if (known.stream().noneMatch(each -> each.id().equals(setup.self().id()))) {
      known.add(setup.self());
    }
    return new RaftNode(setup, reign, known, StartupOption.RECOVER);
  }

  /** How this server stands in the log; closed by a fault when its life cycle is not running. */
  public DivisionInfo info() throws IOException {
    return server.getDivision(reign.groupId()).getInfo();
  }

  /** Returns who leads, as far as this server knows; empty for nobody. */
  public String leader() {
    try {
      DivisionInfo info = info();
      RaftPeerId leader = info.getLeaderId();
      return leader == null || info.isLeader() && !info.isLeaderReady() ? "" : leader.toString();
    } catch (IOException closed) {
      return "";
    }
  }

  /** Returns whether this server leads and may write. */
  public boolean leads() {
    try {
      return info().isLeaderReady();
    } catch (IOException closed) {
      return false;
    }
  }

  /** Returns whether no change of the servers is under way. */
  public boolean settled() {
    try {
      RaftConfiguration now = server.getDivision(reign.groupId()).getRaftConf();
      return now.getPreviousPeers().isEmpty()
          && now.getPreviousPeers(RaftPeerRole.LISTENER).isEmpty();
    } catch (IOException closed) {
      return false;
    }
  }

  /** Returns whether this server's log is open as one that has a vote. */
  public boolean voting() {
    try {
      return !info().isListener();
    } catch (IOException closed) {
      return false;
    }
  }

  /** Returns whether a fault has ended the log while its port stays open. */
  public boolean dead() {
    try {
      return info().getLifeCycleState().isClosingOrClosed()
          || info().getLifeCycleState() == LifeCycle.State.EXCEPTION;
    } catch (IOException closed) {
      return true;
    }
  }

  /** Opens what appends; it asks whoever leads now first, and tries again as the policy says. */
  public RaftClient client(RetryPolicy policy) {
    List<Member> known = reachable();
    RaftClient.Builder client =
        RaftClient.newBuilder()
            .setProperties(properties)
            .setParameters(parameters)
            .setRaftGroup(new Reign(reign.cluster(), reign.epoch(), known).group())
            .setRetryPolicy(policy);
    String leader = leader();
    if (known.stream().anyMatch(each -> each.voter() && each.id().equals(leader))) {
      client.setLeaderId(RaftPeerId.valueOf(leader));
    }
    return client.build();
  }

  /**
   * Whom to ask for the leader: those who vote, or everybody while it is not known here who does;
   * this one where it is now, which the log may not know yet.
   */
  private List<Member> reachable() {
    Member self = setup.self();
    List<Member> known = members();
    List<Member> all = known.isEmpty() ? List.of(self) : known;
    boolean anybody = all.stream().noneMatch(Member::voter);
    return all.stream()
        .map(it -> it.id().equals(self.id()) ? self.as(it.voter()) : it)
        .map(it -> it.as(it.voter() || anybody))
        .toList();
  }

  private RaftClient client() {
    return client(RetryPolicies.retryUpToMaximumCountWithFixedSleep(TRIES, BETWEEN));
  }

  /** The servers as the log knows them now. */
  public List<Member> members() {
    RaftConfiguration now;
    try {
      now = server.getDivision(reign.groupId()).getRaftConf();
    } catch (IOException closed) {
      return reign.members();
    }
    List<Member> members = new ArrayList<>();
    now.getCurrentPeers(RaftPeerRole.FOLLOWER).forEach(each -> members.add(Member.of(each, true)));
    now.getCurrentPeers(RaftPeerRole.LISTENER).forEach(each -> members.add(Member.of(each, false)));
    return members.isEmpty() ? reign.members() : members;
  }

  /**
   * Makes these the servers of the log, one change at a time; the leader does it, whoever asks.
   *
   * @throws IOException when there is no leader, or it refuses, or a server that is added does not
   *     get the log in time; it may still be made then
   */
  public void reconfigure(List<Member> wanted) throws IOException {
    try (RaftClient client = client()) {
      RaftClientReply reply =
          client
              .admin()
              .setConfiguration(
                  SetConfigurationRequest.Arguments.newBuilder()
                      .setServersInNewConf(peers(wanted, true))
                      .setListenersInNewConf(peers(wanted, false))
                      .build());
      if (!reply.isSuccess()) {
        throw new IOException("the servers cannot be changed: " + reply.getException());
      }
    } catch (IOException cannot) {
      nudge();
      throw cannot;
    }
  }

  /**
   * Writes an entry that changes nothing. A server that is being added, and already had all that
   * the log holds, would be waited for without end: the leader learns what it has only from an
   * entry that is new to it.
   */
  private void nudge() {
    try (RaftClient client = client(RetryPolicies.noRetry())) {
      client.io().send(Message.valueOf(UnsafeByteOperations.unsafeWrap(Entry.nothing().toBytes())));
    } catch (IOException failure) {
      LOG.debug("An empty entry could not be written.", failure);
    }
  }

  /**
   * Has this server write an image of its records now. Who joins later gets it, and with it what
   * the records held before the log began.
   *
   * @throws IOException when it could not be written in time
   */
  public void image(Duration patience) throws IOException {
    try (RaftClient client = client()) {
      RaftClientReply reply =
          client.getSnapshotManagementApi(setup.self().peerId()).create(1, patience.toMillis());
      if (!reply.isSuccess()) {
        throw new IOException("no image could be written: " + reply.getException());
      }
    }
  }

  /** Is given a change of the log. */
  @FunctionalInterface
  public interface ChangeReader {
    /**
     * Reads one.
     *
     * @param index its number in the log
     * @param actor who made it
     * @param change its byte form
     */
    void read(long index, Actor actor, byte[] change);
  }

  /**
   * Reads the changes above a place that the log still holds.
   *
   * @throws IOException when the log cannot be read
   */
  public void changesAfter(long after, ChangeReader reader) throws IOException {
    RaftLog log = server.getDivision(reign.groupId()).getRaftLog();
    long last = log.getLastEntryTermIndex() == null ? -1 : log.getLastEntryTermIndex().getIndex();
    for (long index = Math.max(after + 1, log.getStartIndex()); index <= last; index++) {
      LogEntryProto entry = log.get(index);
      if (entry == null || !entry.hasStateMachineLogEntry()) {
        continue;
      }
      Optional<Entry> read =
          Entry.fromBytes(entry.getStateMachineLogEntry().getLogData().toByteArray());
      if (read.isPresent()) {
        reader.read(index, read.get().actor(), read.get().change());
      }
    }
  }

  /**
   * Opens the connection to a server anew. One to a server that was away is tried again after ever
   * longer pauses, up to two minutes.
   */
  public void redial(String id) {
    if (server.getServerRpc() instanceof RaftServerRpcWithProxy<?, ?> rpc) {
      rpc.getProxies().resetProxy(RaftPeerId.valueOf(id));
    }
  }

  /** Hands the lead to another voter. */
  public void handOver(String id, Duration patience) throws IOException {
    try (RaftClient client = client()) {
      RaftClientReply reply =
          client.admin().transferLeadership(RaftPeerId.valueOf(id), patience.toMillis());
      if (!reply.isSuccess()) {
        throw new IOException("the lead cannot be handed over: " + reply.getException());
      }
    }
  }

  @Override
  public void close() throws IOException {
    // One that waits for its records must give up first: closing waits for it.
    machines.forEach(StoreMachine::leave);
    // A log that cannot be closed, because its disk is full, would keep the folder locked for good.
    Optional<RaftStorage> storage = storage();
    try {
      server.close();
    } finally {
      if (storage.isPresent()) {
        storage.get().close();
      }
    }
  }

  private Optional<RaftStorage> storage() {
    try {
      return Optional.of(server.getDivision(reign.groupId()).getRaftStorage());
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  private static List<RaftPeer> peers(List<Member> members, boolean voter) {
    return members.stream().filter(each -> each.voter() == voter).map(Member::peer).toList();
  }
}
