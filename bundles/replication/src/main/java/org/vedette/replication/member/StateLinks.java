package org.vedette.replication.member;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.replication.merge.Links;
import org.vedette.replication.peer.PeerMethod;
import org.vedette.replication.raft.Member;

/**
 * The way to the other servers for what is shared beside the log.
 *
 * @param standing this server
 * @param greeter knows the others
 */
record StateLinks(Standing standing, Greeter greeter) implements Links {
  @Override
  public List<String> others() {
    return greeter.others().stream().map(Member::id).toList();
  }

  @Override
  public CompletionStage<byte[]> ask(
      String name, PeerMethod method, byte[] question, Duration deadline) {
    Optional<Member> member =
        greeter.others().stream().filter(each -> each.id().equals(name)).findFirst();
    Optional<Wire> wire = standing.port().wire();
    if (member.isEmpty() || wire.isEmpty()) {
      return CompletableFuture.failedStage(new IOException(name + " cannot be asked now"));
    }
    return wire.get().peers().ask(member.get(), method, question, deadline);
  }
}
