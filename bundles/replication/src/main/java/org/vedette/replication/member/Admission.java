package org.vedette.replication.member;

import java.util.Optional;
import org.vedette.replication.peer.Gatekeeper;
import org.vedette.replication.peer.PeerMethod;

/**
 * Who may come in on the port: servers whose certificate counts, and with an invitation whoever
 * joins, for nothing but that.
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
    // While the records of this reign are not here yet, what was said at joining counts.
    return content
        .map(it -> it.seat(name).filter(seat -> seat.serials().contains(serial)).isPresent())
        .orElseGet(
            () ->
                standing
                    .place()
                    .map(at -> at.members().stream().anyMatch(it -> it.id().equals(name)))
                    .orElse(false));
  }
}
