package org.vedette.core.mail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.store.Records;
import org.vedette.api.store.StoredRecord;
import org.vedette.api.store.WriteListener.Written;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;

/**
 * What a change made of a user.
 *
 * @param user the user as written, or as stored
 * @param was whether the user could sign in before: enabled and complete
 * @param is whether the user can now
 * @param added enrollments that are new
 * @param blocked whether the user was blocked by the change
 */
record Turn(User user, boolean was, boolean is, List<Enrollment> added, boolean blocked) {

  /** Looks at all users that a change was about; those that are gone are left out. */
  static List<Turn> of(Records records, List<Written> written) {
    Map<UUID, Boolean> users = new LinkedHashMap<>();
    for (Written each : written) {
      StoredRecord record = each.after().or(each::before).orElse(null);
      if (record instanceof User user) {
        users.put(user.id(), true);
      } else if (record instanceof Enrollment enrollment) {
        users.putIfAbsent(enrollment.user(), false);
      }
    }
    return users.keySet().stream().flatMap(id -> one(records, written, id).stream()).toList();
  }

  private static Optional<Turn> one(Records records, List<Written> written, UUID id) {
    Optional<Written> own =
        written.stream()
            .filter(each -> isUser(each.before(), id) || isUser(each.after(), id))
            .findFirst();
    Optional<User> after =
        own.isPresent() ? own.get().after().map(User.class::cast) : records.find(User.TYPE, id);
    Optional<User> before = own.isPresent() ? own.get().before().map(User.class::cast) : after;
    return after.map(
        user ->
            turn(
                user,
                before,
                records.ownedBy(Enrollment.TYPE, id),
                written.stream().filter(each -> isOf(each, id)).toList()));
  }

  private static Turn turn(
      User user, Optional<User> before, List<Enrollment> now, List<Written> enrollments) {
    // Those that this change did not touch were there before as well.
    boolean untouched =
        now.stream()
            .filter(Enrollment::enabled)
            .anyMatch(each -> enrollments.stream().noneMatch(it -> touches(it, each.id())));
    boolean completeBefore =
        untouched
            || enrollments.stream()
                .flatMap(each -> each.before().stream())
                .anyMatch(each -> ((Enrollment) each).enabled());
    boolean complete = now.stream().anyMatch(Enrollment::enabled);
    return new Turn(
        user,
        before.map(User::enabled).orElse(false) && completeBefore,
        user.enabled() && complete,
        enrollments.stream()
            .filter(each -> each.before().isEmpty())
            .flatMap(each -> each.after().stream())
            .map(Enrollment.class::cast)
            .toList(),
        user.block().isPresent() && !before.flatMap(User::block).equals(user.block()));
  }

  private static boolean isUser(Optional<StoredRecord> record, UUID id) {
    return record.filter(each -> each instanceof User && each.id().equals(id)).isPresent();
  }

  private static boolean isOf(Written written, UUID user) {
    return written
        .after()
        .or(written::before)
        .filter(each -> each instanceof Enrollment one && one.user().equals(user))
        .isPresent();
  }

  private static boolean touches(Written written, UUID enrollment) {
    return written
        .after()
        .or(written::before)
        .map(StoredRecord::id)
        .equals(Optional.of(enrollment));
  }
}
