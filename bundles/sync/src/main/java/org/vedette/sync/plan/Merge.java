package org.vedette.sync.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vedette.api.user.User;
import org.vedette.api.user.UserBuilder;

/**
 * What of a wish goes into a user. A field changes when the directory's value is another than the
 * one taken over last; what was changed here stays until then, and a telephone number for good.
 *
 * @param changes new value by field
 * @param taken value that counts as taken over, by field
 * @param differences the changes as {@code field: before -> after}
 */
record Merge(Map<String, String> changes, Map<String, String> taken, List<String> differences) {
  static Merge of(User user, Map<String, String> before, Wish wish, boolean overwritePhone) {
    Map<String, String> changes = new HashMap<>();
    Map<String, String> taken = new HashMap<>();
    List<String> differences = new ArrayList<>();
    new TreeMap<>(wish.fields())
        .forEach(
            (field, wanted) -> {
              String last = before.get(field);
              String current = UserFields.get(user, field);
              taken.put(field, wanted);
              if (isChange(field, wanted, last, current, overwritePhone)) {
                changes.put(field, wanted);
                differences.add(field + ": " + shown(current) + " -> " + shown(wanted));
              }
            });
    return new Merge(changes, taken, differences);
  }

  private static boolean isChange(
      String field, String wanted, @Nullable String last, String current, boolean overwrite) {
    if (wanted.equals(current)) {
      return false;
    }
    if (UserFields.OWN.contains(field)) {
      boolean own = last == null ? !current.isEmpty() : !current.equals(last);
      return own
          ? overwrite && !wanted.isEmpty()
          : !wanted.equals(last) && !isNothing(wanted, last);
    }
    return !wanted.equals(last) && !isNothing(wanted, last);
  }

  /** Nothing was taken over, and there is nothing to take: what is there was made by hand. */
  private static boolean isNothing(String wanted, @Nullable String last) {
    return last == null && wanted.isEmpty();
  }

  User apply(User user, Wish wish) {
    if (changes.isEmpty()) {
      return user;
    }
    UserBuilder next = user.change();
    UserFields.set(next, user, changes, wish);
    return next.build();
  }

  private static String shown(String value) {
    return value.isEmpty() ? "(none)" : value;
  }
}
