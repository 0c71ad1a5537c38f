package org.vedette.replication.raft;

import java.util.List;
import java.util.UUID;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;

/**
 * A reign of one cluster: its servers and the number of its epoch. Who belongs to another epoch
 * cannot be talked to, because the epoch is part of the name of the group.
 *
 * @param cluster identity of the cluster, made with the first invitation
 * @param epoch 1 or more; each forced promotion begins a new one
 * @param members servers at its beginning; the log knows who came and went since
 */
public record Reign(UUID cluster, long epoch, List<Member> members) {
  /** Copies the list. */
  public Reign {
    if (epoch < 1) {
      throw new IllegalArgumentException("an epoch is 1 or more, not " + epoch);
    }
    members = List.copyOf(members);
  }

  /** Returns the name of the group: the identity of the cluster with the epoch in its last part. */
  RaftGroupId groupId() {
    return RaftGroupId.valueOf(
        new UUID(cluster.getMostSignificantBits(), cluster.getLeastSignificantBits() ^ epoch));
  }

  RaftGroup group() {
    return RaftGroup.valueOf(groupId(), members.stream().map(Member::peer).toList());
  }
}
