package org.vedette.sync.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.vedette.api.sync.Fate;
import org.vedette.api.sync.SyncItem;
import org.vedette.api.sync.SyncProfile;
import org.vedette.api.sync.SyncRules;

/** Items for tests. */
final class Items {
  static final String CORP = "corp";

  private Items() {}

  static SyncItem whole(String name, long position, SyncRules rules) {
    return make(name, position, Optional.empty(), Optional.empty(), rules, SyncProfile.USUAL);
  }

  static SyncItem in(String name, long position, String container, SyncRules rules) {
    return make(name, position, Optional.of(container), Optional.empty(), rules, SyncProfile.USUAL);
  }

  static SyncItem of(String name, long position, String group, SyncRules rules) {
    return make(name, position, Optional.empty(), Optional.of(group), rules, SyncProfile.USUAL);
  }

  static SyncItem make(
      String name,
      long position,
      Optional<String> container,
      Optional<String> group,
      SyncRules rules,
      SyncProfile profile) {
    return new SyncItem(
        UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        1,
        position,
        name,
        name,
        true,
        CORP,
        container,
        group,
        true,
        rules,
        profile);
  }

  static SyncItem with(SyncItem it, UnaryOperator<SyncProfile> profile) {
    return new SyncItem(
        it.id(),
        it.version() + 1,
        it.position(),
        it.label(),
        it.name(),
        it.enabled(),
        it.directory(),
        it.container(),
        it.group(),
        it.nested(),
        it.rules(),
        profile.apply(it.profile()));
  }

  /** The same, without what lies deeper and groups in the group. */
  static SyncItem flat(SyncItem it) {
    return new SyncItem(
        it.id(),
        it.version() + 1,
        it.position(),
        it.label(),
        it.name(),
        it.enabled(),
        it.directory(),
        it.container(),
        it.group(),
        false,
        it.rules(),
        it.profile());
  }

  static SyncProfile grouped(SyncProfile it, String group) {
    return new SyncProfile(
        it.username(),
        it.phones(),
        it.backupPhones(),
        it.method(),
        it.mode(),
        it.languages(),
        group);
  }

  static SyncProfile asked(SyncProfile it, String method, String mode) {
    return new SyncProfile(
        it.username(),
        it.phones(),
        it.backupPhones(),
        Optional.of(method),
        Optional.of(mode),
        it.languages(),
        it.group());
  }

  static SyncRules rules(Fate onLeave, Fate onDisabled, Fate onDeleted) {
    return new SyncRules(
        true, true, true, false, false, false, true, false, onLeave, onDisabled, onDeleted);
  }

  static SyncRules rules(
      boolean needPhone, boolean adopt, boolean overwritePhone, Fate leave, Fate disabled) {
    return new SyncRules(
        true,
        true,
        true,
        needPhone,
        adopt,
        overwritePhone,
        true,
        false,
        leave,
        disabled,
        Fate.REMOVE);
  }

  static Map<String, String> person(String username, String... facts) {
    Map<String, String> all = new java.util.HashMap<>();
    all.put("username", username);
    for (int i = 0; i < facts.length; i += 2) {
      all.put(facts[i], facts[i + 1]);
    }
    return Map.copyOf(all);
  }

  static List<String> none() {
    return List.of();
  }
}
