package org.vedette.replication.member;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.replication.peer.PeerMethod;
import org.vedette.replication.raft.Member;

/** Says hello to the other servers, and remembers what they say. */
final class Greeter {
  private static final Logger LOG = LoggerFactory.getLogger(Greeter.class);
  private static final Duration DEADLINE = Duration.ofMillis(1500);
  private static final Position NONE = new Position(0, 0);

  private final Standing standing;
  private final Contacts contacts;

  Greeter(Standing standing, Contacts contacts) {
    this.standing = standing;
    this.contacts = contacts;
  }

  /** What this server says of itself; empty while it stands alone. */
  Optional<Hello> own() {
    Optional<Place> at = standing.place();
    Optional<Wire> wire = standing.port().wire();
    if (at.isEmpty() || wire.isEmpty()) {
      return Optional.empty();
    }
    Means means = standing.means();
    return Optional.of(
        new Hello(
            at.get().cluster(),
            at.get().epoch(),
            standing.content().flatMap(Roll.Content::realm).map(Realm::basis).orElse(NONE),
            standing.role(),
            standing.port().node().map(it -> it.leader()).orElse(""),
            standing.position(),
            means.sharing().server(),
            means.boot(),
            means.version(),
            means.clock().instant(),
            wire.get().expires(),
            standing.port().voting(),
            standing.calls().now(),
            standing.port().watch().trouble(),
            standing.port().opening()));
  }

  /** Says hello to everybody; what they answer is noted when it comes. */
  void greet() {
    Optional<Hello> own = own();
    Optional<Wire> wire = standing.port().wire();
    if (own.isEmpty() || wire.isEmpty()) {
      return;
    }
    List<Member> others = others();
    wire.get().peers().keep(others);
    contacts.keep(others.stream().map(Member::id).toList());
    byte[] said = own.get().toBytes();
    for (Member each : others) {
      Instant asked = standing.means().clock().instant();
      wire.get()
          .peers()
          .ask(each, PeerMethod.HELLO, said, DEADLINE)
          .whenComplete(
              (answer, failure) -> {
                if (failure != null) {
                  contacts.failed(each.id(), PeerTroubles.text(failure));
                } else {
                  heard(each.id(), answer, asked);
                }
              });
    }
  }

  private void heard(String name, byte[] answer, Instant asked) {
    try {
      Hello hello = Hello.fromBytes(answer);
      long ahead =
          standing.role() == ServerRole.MASTER
                  && standing.place().filter(at -> at.epoch() == hello.epoch()).isPresent()
              ? standing.position().index()
              : -1;
      if (contacts.heard(name, hello, asked, ahead)) {
        standing.means().sharing().reachable(name);
        standing.port().redial(name);
      }
    } catch (MalformedRecordException | IllegalArgumentException odd) {
      contacts.failed(name, "it answers what this version does not understand");
      LOG.debug("A hello cannot be read. server={}", name, odd);
    }
  }

  /** The other servers: those of the records, or those known from joining. */
  List<Member> others() {
    Optional<Place> at = standing.place();
    if (at.isEmpty()) {
      return List.of();
    }
    String self = at.get().self().id();
    return standing
        .content()
        .map(
            content ->
                content.seats().stream()
                    .filter(seat -> !seat.name().equals(self))
                    .map(seat -> seat.member(false))
                    .toList())
        .orElseGet(() -> at.get().others());
  }
}
