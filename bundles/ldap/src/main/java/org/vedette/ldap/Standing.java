package org.vedette.ldap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vedette.api.auth.Lockouts;
import org.vedette.api.store.Records;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.api.user.UserNames;

/**
 * Whether a user is still who was let in: nothing about the user or an enrollment has changed, and
 * nothing keeps the user out. Thread-safe.
 */
final class Standing {
  private volatile @Nullable Records records;
  private volatile @Nullable Lockouts lockouts;

  /** Versions of what decides about a user, at one moment. */
  record Mark(List<String> versions) {}

  void records(@Nullable Records next) {
    records = next;
  }

  void lockouts(Lockouts next) {
    lockouts = next;
  }

  void unbind(Lockouts gone) {
    if (lockouts == gone) {
      lockouts = null;
    }
  }

  /** Reads it; empty when it cannot be told, or something keeps the user out. */
  Optional<Mark> of(String username) {
    Records read = records;
    Lockouts locks = lockouts;
    if (read == null || locks == null) {
      return Optional.empty();
    }
    try {
      Optional<User> user =
          UserNames.normalise(username).flatMap(name -> read.findByKey(User.TYPE, User.key(name)));
      if (user.isEmpty()) {
        return Optional.of(new Mark(List.of()));
      }
      UUID id = user.get().id();
      if (locks.lockedUntil(id).isPresent() || locks.fraudBlock(id).isPresent()) {
        return Optional.empty();
      }
      List<String> versions = new ArrayList<>();
      versions.add(id + " " + user.get().version());
      read.ownedBy(Enrollment.TYPE, id).stream()
          .map(each -> each.id() + " " + each.version())
          .sorted()
          .forEach(versions::add);
      return Optional.of(new Mark(List.copyOf(versions)));
    } catch (StoreUnavailableException unreadable) {
      return Optional.empty();
    }
  }
}
