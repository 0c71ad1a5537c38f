package org.vedette.radius;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.radius.ReplyAttributes;
import org.vedette.api.store.PluginRecord;
import org.vedette.api.store.Records;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.user.User;
import org.vedette.api.user.UserNames;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeLines;
import org.vedette.codec.radius.AttributeLines.Line;

/**
 * Attributes that administrators give to users and groups. What is more specific wins: an attribute
 * that is set for a user hides that of the user's groups. Of several groups the first one by id
 * counts. Thread-safe.
 */
final class Replies {
  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
  private static final int PAGE = 500;
  private static final int MOST = 100_000;

  private record Rules(Map<UUID, List<Line>> users, Map<String, List<Line>> groups) {}

  /**
   * Where an attribute comes from.
   *
   * @param line the attribute
   * @param from {@code group} or {@code user}
   */
  record Chosen(Line line, String from) {
    Attribute attribute() {
      return line.attribute();
    }
  }

  private final AttributeLines reader;
  private volatile Rules rules = new Rules(Map.of(), Map.of());
  private volatile @Nullable Records records;

  Replies(AttributeLines reader) {
    this.reader = reader;
  }

  /**
   * Reads all of them anew.
   *
   * @throws StoreUnavailableException when the store cannot be read; those known stay
   */
  void read(Records from) {
    Map<UUID, List<Line>> users = new HashMap<>();
    Map<String, List<Line>> groups = new TreeMap<>();
    String prefix = PluginRecord.key(ReplyAttributes.PLUGIN, ReplyAttributes.PREFIX);
    int offset = 0;
    List<PluginRecord> page;
    do {
      page = from.search(PluginRecord.TYPE, new Records.Query(prefix, offset, PAGE)).items();
      offset += page.size();
      for (PluginRecord each : page) {
        ReplyAttributes.of(each).ifPresent(it -> put(it, users, groups));
      }
    } while (page.size() == PAGE && offset < MOST);
    records = from;
    rules = new Rules(Map.copyOf(users), groups);
  }

  private void put(
      ReplyAttributes it, Map<UUID, List<Line>> users, Map<String, List<Line>> groups) {
    AttributeLines.Read read = reader.read(it.lines());
    if (!read.problems().isEmpty()) {
      LOG.warn(
          "Reply attributes are not understood and left out; set them again. {}={} why=\"{}\"",
          it.scope(),
          it.key(),
          String.join("; ", read.problems()));
    }
    List<Line> lines = read.lines();
    if (it.scope() == ReplyAttributes.Scope.GROUP) {
      groups.put(it.key(), lines);
    } else {
      users.put(UUID.fromString(it.key()), lines);
    }
  }

  /** Whether the groups of who comes in matter. */
  boolean needsGroups() {
    return !rules.groups().isEmpty();
  }

  /**
   * Returns the attributes of a user.
   *
   * @throws StoreUnavailableException when the user cannot be read: an attribute may restrict
   */
  List<Chosen> of(String username, Set<String> groups) {
    Rules now = rules;
    Records from = records;
    if (from == null || now.users().isEmpty() && now.groups().isEmpty()) {
      return List.of();
    }
    Optional<User> user = user(from, username);
    List<Chosen> chosen = new ArrayList<>();
    user.map(it -> now.users().get(it.id())).ifPresent(it -> add(it, "user", chosen));
    Set<String> all = new HashSet<>(groups);
    user.ifPresent(it -> all.addAll(it.groups()));
    Set<String> keys =
        all.stream().map(each -> each.strip().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    now.groups()
        .forEach(
            (group, lines) -> {
              if (keys.contains(group)) {
                add(lines, "group", chosen);
              }
            });
    return chosen;
  }

  private static Optional<User> user(Records from, String username) {
    return UserNames.normalise(username).flatMap(name -> from.findByKey(User.TYPE, User.key(name)));
  }

  /** Adds those whose names are not there yet, all values of a name together. */
  private static void add(List<Line> lines, String from, List<Chosen> chosen) {
    Set<String> taken = chosen.stream().map(it -> it.line().name()).collect(Collectors.toSet());
    lines.stream()
        .filter(line -> !taken.contains(line.name()))
        .forEach(line -> chosen.add(new Chosen(line, from)));
  }
}
