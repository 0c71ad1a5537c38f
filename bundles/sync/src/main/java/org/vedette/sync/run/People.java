package org.vedette.sync.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.store.Records;
import org.vedette.api.user.DirectoryLink;
import org.vedette.api.user.User;
import org.vedette.sync.plan.Known;

/**
 * Users as they are, or, in a run that writes nothing, as their names would be by now. For one
 * thread.
 */
final class People {
  private static final User SOMEBODY = User.builder(new UUID(0, 0), "", "").build();

  private final Records records;
  private final Map<String, Boolean> pretended = new HashMap<>();

  People(Records records) {
    this.records = records;
  }

  Records records() {
    return records;
  }

  /** Finds the user of an entry. */
  Optional<Known> known(String directory, String entry) {
    return records
        .findByKey(DirectoryLink.TYPE, DirectoryLink.key(directory, entry))
        .flatMap(link -> records.find(User.TYPE, link.id()).map(user -> new Known(user, link)));
  }

  /** Finds who has a name. */
  Optional<User> namesake(String name) {
    Boolean taken = pretended.get(name);
    if (taken != null) {
      return taken ? Optional.of(SOMEBODY) : Optional.empty();
    }
    return records.findByKey(User.TYPE, User.key(name));
  }

  /** Returns whether a user belongs to an entry of a directory. */
  boolean isLinked(User user) {
    return user == SOMEBODY || records.find(DirectoryLink.TYPE, user.id()).isPresent();
  }

  /** A name would be taken, or free, by now. */
  void pretend(String name, boolean taken) {
    pretended.put(name, taken);
  }
}
