package org.vedette.api.user;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.StoredRecord;

/**
 * A person who may sign in.
 *
 * @param id identity
 * @param version version
 * @param username name as it was entered
 * @param name {@link UserNames#normalise normal form} of the username; unique
 * @param enabled false: treated as the user-match table says
 * @param firstName may be empty
 * @param lastName may be empty
 * @param email may be empty: an address-shaped username serves then
 * @param group free text that filters lists and reports; may be empty
 * @param description free text; may be empty
 * @param phone telephone for calls and texts
 * @param backupPhone called when the first is not answered
 * @param defaultMethod id of the method used first
 * @param methodOrder ids of methods tried after the default
 * @param languages language tag by kind: {@code call}, {@code text}, {@code app}, {@code oath}
 * @param groups ids of the groups stored for this user
 * @param block present while an administrator has blocked the user
 */
public record User(
    UUID id,
    long version,
    String username,
    String name,
    boolean enabled,
    String firstName,
    String lastName,
    String email,
    String group,
    String description,
    Optional<Phone> phone,
    Optional<Phone> backupPhone,
    Optional<String> defaultMethod,
    List<String> methodOrder,
    Map<String, String> languages,
    Set<String> groups,
    Optional<Block> block)
    implements StoredRecord {

  /** Byte form. */
  public static final RecordType<User> TYPE =
      new RecordType<>("user", 1, 1, User.class, User::write, User::read);

  /** Copies the collections. */
  public User {
    methodOrder = List.copyOf(methodOrder);
    languages = Map.copyOf(languages);
    groups = Set.copyOf(groups);
  }

  /** The key by which {@code Records.findByKey} finds the user with this normalised name. */
  public static String key(String normalisedName) {
    return "name:" + normalisedName;
  }

  /** Starts a new user; {@code name} must be the normal form of {@code username}. */
  public static UserBuilder builder(UUID id, String username, String name) {
    return new UserBuilder(id, username, name);
  }

  /** Starts the next version of this user. */
  public UserBuilder change() {
    return new UserBuilder(this);
  }

  /** Returns where mail goes: the address, or an address-shaped username, or nothing. */
  public Optional<String> mailAddress() {
    if (!email.isEmpty()) {
      return Optional.of(email);
    }
    return username.indexOf('@') > 0 ? Optional.of(username) : Optional.empty();
  }

  @Override
  public Set<String> uniqueKeys() {
    return Set.of(key(name));
  }

  /** What occurs in {@link #searchText} of every user of exactly this group, in any case. */
  public static String searchGroup(String group) {
    return "\ngroup=" + group.toLowerCase(Locale.ROOT) + "\n";
  }

  @Override
  public String searchText() {
    return String.join("\n", name, firstName, lastName, email).toLowerCase(Locale.ROOT)
        + searchGroup(group)
        + description.toLowerCase(Locale.ROOT);
  }

  private static void write(Encoder out, User it) {
    out.uuid(it.id).i64(it.version).text(it.username).text(it.name).bool(it.enabled);
    out.text(it.firstName).text(it.lastName).text(it.email).text(it.group).text(it.description);
    out.optional(it.phone, (to, phone) -> phone.write(to));
    out.optional(it.backupPhone, (to, phone) -> phone.write(to));
    out.optional(it.defaultMethod, Encoder::text).texts(it.methodOrder).map(it.languages);
    out.texts(new TreeSet<>(it.groups)).optional(it.block, (to, block) -> block.write(to));
  }

  private static User read(int schema, Decoder in) {
    return new User(
        in.uuid(),
        in.i64(),
        in.text(),
        in.text(),
        in.bool(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.optional(Phone::read),
        in.optional(Phone::read),
        in.optional(Decoder::text),
        in.texts(),
        in.map(),
        Set.copyOf(in.texts()),
        in.optional(Block::read));
  }
}
