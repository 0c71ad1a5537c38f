package org.vedette.replication.member;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.cluster.ClusterAnswer;
import org.vedette.api.cluster.ServerRole;
import org.vedette.replication.peer.PeerMethod;
import org.vedette.replication.raft.Member;
import org.vedette.replication.raft.RaftNode;

/**
 * Hands the part of the master over while both answer: the other opens its log again as one that
 * has a vote, catches up, is given the vote, and is told to lead. Changes go on meanwhile; none is
 * refused.
 */
final class Handing {
  private static final Logger LOG = LoggerFactory.getLogger(Handing.class);
  private static final Duration READY = Duration.ofSeconds(20);
  private static final Duration LEAD = Duration.ofSeconds(10);
  private static final Duration TRYING = Duration.ofSeconds(20);
  private static final Duration WHOLE = READY.plus(TRYING).plus(LEAD).plusSeconds(5);
  private static final long LOOK_MILLIS = 100;

  private final Standing standing;
  private final Greeter greeter;
  private final Executor own;

  /**
   * Hands over, and asks for it.
   *
   * @param own runs a handing over; no other, because this server must go on moving meanwhile
   */
  Handing(Standing standing, Greeter greeter, Executor own) {
    this.standing = standing;
    this.greeter = greeter;
    this.own = own;
  }

  /** Asks the master to hand over to this server; returns at once. */
  CompletionStage<ClusterAnswer> ask(String master) {
    Optional<Member> to =
        greeter.others().stream().filter(each -> each.id().equals(master)).findFirst();
    Optional<Wire> wire = standing.port().wire();
    if (to.isEmpty() || wire.isEmpty()) {
      return CompletableFuture.completedStage(
          new ClusterAnswer.Unavailable("the master is not known here: try again"));
    }
    return wire.get()
        .peers()
        .ask(to.get(), PeerMethod.HANDOVER, new byte[0], WHOLE)
        .handle(
            (refusal, failure) -> {
              if (failure != null) {
                return new ClusterAnswer.Unavailable(
                    "the master " + master + ": " + PeerTroubles.text(failure));
              }
              String why = new String(refusal, StandardCharsets.UTF_8);
              return why.isEmpty()
                  ? new ClusterAnswer.Done("this server is the master; " + master + " follows it")
                  : new ClusterAnswer.Unavailable("the master " + master + ": " + why);
            });
  }

  /** Answers another server that wants to lead. */
  CompletionStage<byte[]> handOver(String to) {
    return CompletableFuture.supplyAsync(() -> answer(to), own);
  }

  private byte[] answer(String to) {
    standing.handingTo(to);
    try {
      hand(to);
      return new byte[0];
    } catch (IOException failure) {
      LOG.warn("The part of the master was not handed over. to={}", to, failure);
      return String.valueOf(failure.getMessage()).getBytes(StandardCharsets.UTF_8);
    } finally {
      standing.handingTo("");
    }
  }

  private void hand(String to) throws IOException {
    if (standing.role() != ServerRole.MASTER) {
      throw new IOException("this server is not the master");
    }
    awaitReady(to);
    handOverTo(to);
    LOG.info("The part of the master was handed over. to={}", to);
  }

  /** While changes go on the other may be a little behind just then, and is not chosen: again. */
  private void handOverTo(String to) throws IOException {
    long end = System.nanoTime() + TRYING.toNanos();
    while (true) {
      try {
        standing.port().raft().handOver(to, LEAD);
        return;
      } catch (IOException notYet) {
        if (System.nanoTime() - end > 0 || standing.role() != ServerRole.MASTER) {
          throw notYet;
        }
        LOG.info("The other server was not ready to take over: tried again. to={}", to);
        rest();
      }
    }
  }

  private void awaitReady(String to) throws IOException {
    long end = System.nanoTime() + READY.toNanos();
    while (!ready(to)) {
      if (System.nanoTime() - end > 0) {
        throw new IOException(to + " did not catch up in time");
      }
      rest();
    }
  }

  private static void rest() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("this server is being stopped", interrupted);
    }
  }

  /** It has its vote, by the hand of whoever keeps the log's servers as they should be. */
  private boolean ready(String to) throws IOException {
    RaftNode raft = standing.port().raft();
    return raft.settled()
        && raft.members().stream().anyMatch(each -> each.id().equals(to) && each.voter());
  }
}
