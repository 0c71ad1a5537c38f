package org.vedette.api.directory;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a directory knows of a person, a group or a container, read through the directory's map of
 * attributes.
 *
 * @param id identity that outlives renames and moves (objectGUID, entryUUID), 1 to {@value
 *     #LONGEST_ID} characters, in one spelling
 * @param dn distinguished name, as the directory spells it
 * @param kind what it is
 * @param enabled whether the directory lets the person sign in; true for what is no person
 * @param facts single values by fact, none empty: see the constants; a directory's further
 *     attributes stand under their own names
 * @param names every name by which the person may sign in, as the directory spells them: {@code
 *     alice}, {@code alice@corp.example}, {@code CORP\alice}; empty for what is no person
 * @param unreadable facts of which the directory holds something that is no text; none of them is
 *     among {@code facts}, and nobody may take them for empty
 */
public record DirectoryEntry(
    String id,
    String dn,
    Kind kind,
    boolean enabled,
    Map<String, String> facts,
    Set<String> names,
    Set<String> unreadable) {
  /** Longest identity, in characters. */
  public static final int LONGEST_ID = 128;

  /** The name a person is imported by. */
  public static final String USERNAME = "username";

  /** What a group or container is called. */
  public static final String NAME = "name";

  /** First name. */
  public static final String FIRST_NAME = "firstName";

  /** Last name. */
  public static final String LAST_NAME = "lastName";

  /** Mail address. */
  public static final String MAIL = "mail";

  /** Group of users, for lists and reports. */
  public static final String USER_GROUP = "userGroup";

  /** Description. */
  public static final String DESCRIPTION = "description";

  /** Extension that goes with the telephone number. */
  public static final String EXTENSION = "extension";

  /**
   * Start of facts that are telephone numbers, as the directory spells them: {@code
   * phone.business}, {@code phone.home}, {@code phone.pager}, {@code phone.mobile}, {@code
   * phone.fax}, {@code phone.ip}, {@code phone.custom}.
   */
  public static final String PHONE = "phone.";

  /** Start of facts that are languages: {@code language.call}, {@code .text}, {@code .app}. */
  public static final String LANGUAGE = "language.";

  /** What an entry is. */
  public enum Kind {
    /** A person who may sign in. */
    USER,
    /** A group. */
    GROUP,
    /** An organisational unit, container or domain. */
    CONTAINER
  }

  /** Copies the collections. */
  public DirectoryEntry {
    facts = Map.copyOf(facts);
    names = Set.copyOf(names);
    unreadable = Set.copyOf(unreadable);
  }

  /** Everything the directory holds of it is text. */
  public DirectoryEntry(
      String id,
      String dn,
      Kind kind,
      boolean enabled,
      Map<String, String> facts,
      Set<String> names) {
    this(id, dn, kind, enabled, facts, names, Set.of());
  }

  /** Returns a fact; empty when the directory does not say. */
  public Optional<String> fact(String name) {
    return Optional.ofNullable(facts.get(name));
  }
}
