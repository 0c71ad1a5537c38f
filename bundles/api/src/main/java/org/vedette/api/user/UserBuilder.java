package org.vedette.api.user;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes a new {@link User}, or the next version of one. Not thread-safe. */
public final class UserBuilder {
  private final UUID id;
  private final long version;
  private final String username;
  private final String name;
  private boolean enabled = true;
  private String firstName = "";
  private String lastName = "";
  private String email = "";
  private String group = "";
  private String description = "";
  private Optional<Phone> phone = Optional.empty();
  private Optional<Phone> backupPhone = Optional.empty();
  private Optional<String> defaultMethod = Optional.empty();
  private List<String> methodOrder = List.of();
  private Map<String, String> languages = Map.of();
  private Set<String> groups = Set.of();
  private Optional<Block> block = Optional.empty();

  UserBuilder(UUID id, String username, String name) {
    this.id = id;
    this.version = 1;
    this.username = username;
    this.name = name;
  }

  UserBuilder(User user) {
    id = user.id();
    version = user.version() + 1;
    username = user.username();
    name = user.name();
    enabled = user.enabled();
    firstName = user.firstName();
    lastName = user.lastName();
    email = user.email();
    group = user.group();
    description = user.description();
    phone = user.phone();
    backupPhone = user.backupPhone();
    defaultMethod = user.defaultMethod();
    methodOrder = user.methodOrder();
    languages = user.languages();
    groups = user.groups();
    block = user.block();
  }

  /** Sets whether the user may sign in at all. */
  public UserBuilder enabled(boolean value) {
    enabled = value;
    return this;
  }

  /** Sets the first name. */
  public UserBuilder firstName(String value) {
    firstName = value;
    return this;
  }

  /** Sets the last name. */
  public UserBuilder lastName(String value) {
    lastName = value;
    return this;
  }

  /** Sets the mail address. */
  public UserBuilder email(String value) {
    email = value;
    return this;
  }

  /** Sets the group that lists and reports filter by. */
  public UserBuilder group(String value) {
    group = value;
    return this;
  }

  /** Sets the description. */
  public UserBuilder description(String value) {
    description = value;
    return this;
  }

  /** Sets the telephone. */
  public UserBuilder phone(Optional<Phone> value) {
    phone = value;
    return this;
  }

  /** Sets the backup telephone. */
  public UserBuilder backupPhone(Optional<Phone> value) {
    backupPhone = value;
    return this;
  }

  /** Sets the method used first. */
  public UserBuilder defaultMethod(Optional<String> value) {
    defaultMethod = value;
    return this;
  }

  /** Sets the methods tried after the default. */
  public UserBuilder methodOrder(List<String> value) {
    methodOrder = value;
    return this;
  }

  /** Sets the language of each kind. */
  public UserBuilder languages(Map<String, String> value) {
    languages = value;
    return this;
  }

  /** Sets the stored groups. */
  public UserBuilder groups(Set<String> value) {
    groups = value;
    return this;
  }

  /** Sets or lifts the block. */
  public UserBuilder block(Optional<Block> value) {
    block = value;
    return this;
  }

  /** Returns the user. */
  public User build() {
    return new User(
        id,
        version,
        username,
        name,
        enabled,
        firstName,
        lastName,
        email,
        group,
        description,
        phone,
        backupPhone,
        defaultMethod,
        methodOrder,
        languages,
        groups,
        block);
  }
}
