package org.vedette.sync.plan;

import java.util.List;
import java.util.Optional;
import org.vedette.api.user.DirectoryLink;
import org.vedette.api.user.User;

/**
 * What is to be written about one person.
 *
 * @param kind what it is
 * @param user next version of the user; empty where only the link changes
 * @param link next version of the link
 * @param username name of the user afterwards
 * @param differences what changes, one {@code field: before -> after} each
 */
public record Step(
    Kind kind, Optional<User> user, DirectoryLink link, String username, List<String> differences) {
  /** Copies the list. */
  public Step {
    differences = List.copyOf(differences);
  }

  /** Returns whether the user's name is one that another might have. */
  public boolean takesName() {
    return kind == Kind.ADD || kind == Kind.RENAME;
  }
}
