package org.vedette.replication.member;

import java.util.List;
import java.util.UUID;
import org.vedette.replication.raft.Member;

/**
 * What this server remembers of itself, in a file of its own: it must know before any record can be
 * read.
 *
 * @param phase how far it has come
 * @param cluster the cluster
 * @param epoch the reign
 * @param number its number, see {@link Seat}
 * @param self its name and address; whether it had a vote when this was written
 * @param members all servers as it last knew them, itself included
 */
record Place(Phase phase, UUID cluster, long epoch, int number, Member self, List<Member> members) {
  /** How far a server has come. */
  enum Phase {
    /** It begins a reign. */
    FOUNDING,
    /** It waits for a copy of the records. */
    JOINING,
    /** It belongs. */
    MEMBER,
    /** It belongs, and shares a database with the others: there is no log. */
    EQUAL
  }

  Place {
    members = List.copyOf(members);
  }

  Place as(Phase next) {
    return new Place(next, cluster, epoch, number, self, members);
  }

  /** The same among these, who may know it by the address it had before. */
  Place among(List<Member> now) {
    boolean votes =
        now.stream()
            .filter(each -> each.id().equals(self.id()))
            .findFirst()
            .map(Member::voter)
            .orElse(self.voter());
    Member own = new Member(self.id(), self.host(), self.port(), votes);
    return new Place(
        phase,
        cluster,
        epoch,
        number,
        own,
        now.stream().map(each -> each.id().equals(own.id()) ? own : each).toList());
  }

  /** Returns the others. */
  List<Member> others() {
    return members.stream().filter(each -> !each.id().equals(self.id())).toList();
  }

  /** Returns whether it alone decides what is written, although there are others. */
  boolean soleVoterAmongOthers() {
    return self.voter() && !others().isEmpty() && others().stream().noneMatch(Member::voter);
  }
}
