package org.vedette.replication.raft;

import java.util.Locale;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;

/**
 * A server as the log knows it.
 *
 * @param id its name, 1 to 63 characters of a host name's, in lower case
 * @param host where the others reach it
 * @param port the one port between servers
 * @param voter whether it has a vote; who has none listens
 */
public record Member(String id, String host, int port, boolean voter) {
  /** Checks the name. */
  public Member {
    if (!isName(id)) {
      throw new IllegalArgumentException(
          "id=" + id + ": letters a to z, digits and dashes, like a host name");
    }
  }

  /** The same with a vote, or without. */
  public Member as(boolean votes) {
    return new Member(id, host, port, votes);
  }

  /** Returns whether a server can be called so. */
  public static boolean isName(String name) {
    return name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  }

  RaftPeerId peerId() {
    return RaftPeerId.valueOf(id);
  }

  RaftPeer peer() {
    String literal = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return RaftPeer.newBuilder()
        .setId(peerId())
        .setAddress(literal.toLowerCase(Locale.ROOT) + ":" + port)
        .setStartupRole(voter ? RaftPeerRole.FOLLOWER : RaftPeerRole.LISTENER)
        .build();
  }

  /** As Ratis knows it. */
  static Member of(RaftPeer peer, boolean voter) {
    String address = peer.getAddress();
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, colon).replaceAll("^\\[|\\]$", "");
    return new Member(
        peer.getId().toString(), host, Integer.parseInt(address.substring(colon + 1)), voter);
  }
}
