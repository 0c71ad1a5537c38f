package org.vedette.sync.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.user.Phone;

/**
 * What a user would be if the directory alone decided.
 *
 * @param username name as the directory spells it; empty when there is none that can be used
 * @param name normal form of the name
 * @param fields value by field, see {@link UserFields}; a field that is missing is not decided
 * @param phone the telephone number that {@code fields} tells of
 * @param backupPhone the backup telephone number that {@code fields} tells of
 * @param problems what could not be taken over, a sentence each
 */
public record Wish(
    String username,
    String name,
    Map<String, String> fields,
    Optional<Phone> phone,
    Optional<Phone> backupPhone,
    List<String> problems) {
  /** Copies the collections. */
  public Wish {
    fields = Map.copyOf(fields);
    problems = List.copyOf(problems);
  }
}
