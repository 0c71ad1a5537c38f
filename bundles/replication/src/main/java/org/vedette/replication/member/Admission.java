package org.vedette.replication.member;

import java.util.Optional;
import org.vedette.api.cluster.ServerRole;
import org.vedette.replication.peer.Gatekeeper;
import org.vedette.replication.peer.PeerMethod;

/**
 * Who may come in on the port: servers whose certificate was not revoked, and with an invitation
 * whoever joins, for nothing but that.
 *
 * @param standing this server
 */
record Admission(Standing standing) implements Gatekeeper.Door {
  @Override
  public boolean admits(String name, String serial, Optional<PeerMethod> question) {
    Optional<Roll.Content> content = standing.content();
    if (name.startsWith(Invite.PREFIX)) {
      return question.equals(Optional.of(PeerMethod.JOIN))
          && content
              .flatMap(it -> it.invite(name.substring(Invite.PREFIX.length())))
              .filter(it -> it.serial().equals(serial))
              .filter(it -> standing.means().clock().instant().isBefore(it.expires()))
              .isPresent();
    }
    // A server that has been away does not know who came meanwhile, and one of those may be the
    // master now: it believes the authority, which names none but servers.
    return content
        .map(
            it ->
                !it.realm().orElseThrow().revokes(serial)
                    && (!knowsAll() || it.seat(name).isPresent()))
        .orElse(true);
  }

  /** The master, and whoever reads the same records as all others. */
  private boolean knowsAll() {
    return standing.role() == ServerRole.MASTER || standing.role() == ServerRole.EQUAL;
  }
}
