package org.vedette.replication.member;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the other servers last said. Thread-safe. */
final class Contacts {
  /** After so long a silence a server counts as unreachable. */
  static final Duration SILENCE = Duration.ofSeconds(5);

  /**
   * What one said.
   *
   * @param hello what it said
   * @param at when
   * @param clockDifference its clock minus ours
   * @param behindSince since when it has been behind the master; empty when it is not
   * @param trouble why it could not be asked since; empty when it could
   */
  record Contact(
      Hello hello,
      Instant at,
      Duration clockDifference,
      Optional<Instant> behindSince,
      String trouble) {}

  private final Map<String, Contact> contacts = new ConcurrentHashMap<>();
  private final Map<String, String> troubles = new ConcurrentHashMap<>();
  private final InstantSource clock;

  Contacts(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Notes what one said.
   *
   * @param asked when it was asked
   * @param ahead place of the master's records, in the same epoch; negative while unknown
   * @return whether it has not been heard for a while, or has started anew
   */
  boolean heard(String name, Hello hello, Instant asked, long ahead) {
    Instant now = clock.instant();
    Duration half = Duration.between(asked, now).dividedBy(2);
    Contact before = contacts.get(name);
    boolean behind = hello.place().index() < ahead;
    Optional<Instant> since =
        behind
            ? Optional.ofNullable(before).flatMap(Contact::behindSince).or(() -> Optional.of(now))
            : Optional.empty();
    contacts.put(
        name,
        new Contact(hello, now, Duration.between(asked.plus(half), hello.clock()), since, ""));
    troubles.remove(name);
    return before == null || isSilent(before) || !before.hello().boot().equals(hello.boot());
  }

  /** Notes that one could not be asked. */
  void failed(String name, String why) {
    troubles.put(name, why);
  }

  /** Returns why one could not be asked last time; empty when it could. */
  String trouble(String name) {
    return troubles.getOrDefault(name, "");
  }

  /** Returns what one said, however long ago. */
  Optional<Contact> last(String name) {
    return Optional.ofNullable(contacts.get(name));
  }

  /** Returns what one said, if it answers. */
  Optional<Contact> now(String name) {
    return last(name).filter(it -> !isSilent(it));
  }

  /**
   * Returns how a server's log is open: with a vote or without; empty while it does not answer or
   * follows another reign.
   */
  Optional<Boolean> opened(String name, long epoch) {
    return now(name).map(Contact::hello).filter(it -> it.epoch() == epoch).map(Hello::voting);
  }

  /** Forgets all but these. */
  void keep(Collection<String> names) {
    contacts.keySet().retainAll(names);
    troubles.keySet().retainAll(names);
  }

  private boolean isSilent(@Nullable Contact contact) {
    return contact == null
        || Duration.between(contact.at(), clock.instant()).compareTo(SILENCE) > 0;
  }
}
