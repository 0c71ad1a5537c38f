package org.vedette.testkit.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.directory.DirectoryAnswer;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectoryEntry.Kind;
import org.vedette.api.directory.DirectorySource;

/**
 * A directory in memory: people, groups in groups, containers in containers. It remembers what
 * changed, as directories do: not the members of a changed group, and not what lies in a container
 * that was moved. Can be told to fail and to lie. Thread-safe.
 */
public final class MemoryDirectory implements DirectorySource {
  private record Node(
      String id,
      Kind kind,
      String name,
      String parent,
      boolean enabled,
      Map<String, String> facts) {}

  private record Event(String id, boolean gone) {}

  /** Identity of the root. */
  public static final String ROOT = "root";

  private static final String BASE = "DC=corp,DC=example";

  private final Map<String, Node> nodes = new TreeMap<>();
  private final Map<String, Set<String>> members = new HashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final int pageSize;
  private int asked;
  private int failAt = -1;
  private boolean forgetful;
  private boolean shortAnswers;
  private boolean twice;

  /** Begins with nothing but the root; answers come in pages of this size. */
  public MemoryDirectory(int pageSize) {
    this.pageSize = pageSize;
    nodes.put(ROOT, new Node(ROOT, Kind.CONTAINER, "", "", true, Map.of()));
  }

  /** Makes the answer that comes after so many others fail, once. */
  public synchronized void failAfter(int answers) {
    failAt = asked + answers;
  }

  /** Makes it unable to tell what changed, or able again. */
  public synchronized void forgetful(boolean value) {
    forgetful = value;
  }

  /** Makes searches leave out every second entry without saying so. */
  public synchronized void shortAnswers(boolean value) {
    shortAnswers = value;
  }

  /** Makes searches tell of every entry twice. */
  public synchronized void twice(boolean value) {
    twice = value;
  }

  /** How many answers were asked for. */
  public synchronized int asked() {
    return asked;
  }

  /** Adds a container; returns its identity. */
  public synchronized String container(String id, String parent, String name) {
    return put(new Node(id, Kind.CONTAINER, name, parent, true, Map.of()));
  }

  /** Adds a group. */
  public synchronized String group(String id, String parent, String name) {
    members.put(id, new LinkedHashSet<>());
    return put(new Node(id, Kind.GROUP, name, parent, true, Map.of(DirectoryEntry.NAME, name)));
  }

  /** Adds a person. */
  public synchronized String user(String id, String parent, Map<String, String> facts) {
    return put(new Node(id, Kind.USER, id, parent, true, facts));
  }

  /** Sets facts of a person; an empty value removes one. */
  public synchronized void modify(String id, Map<String, String> facts) {
    Node it = node(id);
    Map<String, String> all = new HashMap<>(it.facts());
    facts.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            all.remove(name);
          } else {
            all.put(name, value);
          }
        });
    put(new Node(id, it.kind(), it.name(), it.parent(), it.enabled(), Map.copyOf(all)));
  }

  /** Lets a person sign in, or no longer. */
  public synchronized void enable(String id, boolean enabled) {
    Node it = node(id);
    put(new Node(id, it.kind(), it.name(), it.parent(), enabled, it.facts()));
  }

  /** Gives an entry another name in its distinguished name, and another place. */
  public synchronized void move(String id, String parent, String name) {
    Node it = node(id);
    put(new Node(id, it.kind(), name, parent, it.enabled(), it.facts()));
  }

  /** Makes a person or group a member of a group, or no longer. */
  public synchronized void member(String group, String entry, boolean is) {
    Set<String> all = members.getOrDefault(group, new LinkedHashSet<>());
    if (is ? all.add(entry) : all.remove(entry)) {
      events.add(new Event(group, false));
    }
  }

  /** Deletes an entry, and what lies in it. */
  public synchronized void delete(String id) {
    List<String> inside =
        nodes.values().stream().filter(it -> it.parent().equals(id)).map(Node::id).toList();
    inside.forEach(this::delete);
    nodes.remove(id);
    members.remove(id);
    members.values().forEach(it -> it.remove(id));
    events.add(new Event(id, true));
  }

  /** Identities of all entries of a kind, sorted. */
  public synchronized List<String> all(Kind kind) {
    return nodes.values().stream().filter(it -> it.kind() == kind).map(Node::id).toList();
  }

  /** Distinguished name of an entry. */
  public synchronized String dn(String id) {
    if (id.equals(ROOT)) {
      return BASE;
    }
    Node it = node(id);
    String type = it.kind() == Kind.CONTAINER ? "OU=" : "CN=";
    return type + it.name() + "," + dn(it.parent());
  }

  /** Returns whether {@code id} is {@code other} or lies in it. */
  public synchronized boolean isIn(String id, String other) {
    String at = id;
    while (!at.isEmpty()) {
      if (at.equals(other)) {
        return true;
      }
      at = node(at).parent();
    }
    return false;
  }

  private Node node(String id) {
    Node found = nodes.get(id);
    if (found == null) {
      throw new IllegalArgumentException("no entry " + id);
    }
    return found;
  }

  private String put(Node node) {
    nodes.put(node.id(), node);
    events.add(new Event(node.id(), false));
    return node.id();
  }

  private DirectoryEntry entry(Node it) {
    return new DirectoryEntry(
        it.id(), dn(it.id()), it.kind(), it.enabled(), it.facts(), Set.of(it.name()));
  }

  private <T> CompletionStage<DirectoryAnswer<T>> answer(DirectoryAnswer<T> answer) {
    return CompletableFuture.completedFuture(
        asked++ == failAt
            ? new DirectoryAnswer.Failed<>(
                DirectoryAnswer.Trouble.UNREACHABLE, "told to fail: look at the test")
            : answer);
  }

  @Override
  public synchronized CompletionStage<DirectoryAnswer<Page>> search(
      Search search, Optional<String> page) {
    String base = search.base().orElse(BASE);
    Optional<String> place =
        nodes.keySet().stream()
            .filter(it -> node(it).kind() == Kind.CONTAINER)
            .filter(it -> dn(it).equalsIgnoreCase(base))
            .findFirst();
    if (place.isEmpty()) {
      return answer(
          new DirectoryAnswer.Failed<>(
              DirectoryAnswer.Trouble.NO_SUCH_BASE, base + " is not there"));
    }
    List<DirectoryEntry> found = new ArrayList<>();
    int matching = 0;
    for (Node it : nodes.values()) {
      boolean there =
          search.below() ? isBelow(it.id(), place.get()) : it.parent().equals(place.get());
      if (it.kind() == search.kind() && there && (!shortAnswers || matching++ % 2 == 0)) {
        found.add(entry(it));
        if (twice) {
          found.add(entry(it));
        }
      }
    }
    int from = page.map(Integer::parseInt).orElse(0);
    int to = Math.min(found.size(), from + Math.min(pageSize, search.limit()));
    return answer(
        new DirectoryAnswer.Found<>(
            new Page(
                found.subList(from, to),
                to < found.size() ? Optional.of(Integer.toString(to)) : Optional.empty(),
                List.of())));
  }

  private boolean isBelow(String id, String place) {
    return !id.equals(place) && isIn(id, place);
  }

  @Override
  public synchronized CompletionStage<DirectoryAnswer<List<DirectoryEntry>>> byId(Set<String> ids) {
    if (ids.size() > MOST_IDS) {
      throw new IllegalArgumentException("too many identities");
    }
    return answer(
        new DirectoryAnswer.Found<>(
            ids.stream().filter(nodes::containsKey).map(it -> entry(node(it))).toList()));
  }

  @Override
  public synchronized CompletionStage<DirectoryAnswer<List<DirectoryEntry>>> byName(String typed) {
    return answer(
        new DirectoryAnswer.Found<>(
            nodes.values().stream()
                .filter(it -> it.kind() == Kind.USER)
                .filter(it -> typed.equals(it.facts().get(DirectoryEntry.USERNAME)))
                .map(this::entry)
                .toList()));
  }

  @Override
  public synchronized CompletionStage<DirectoryAnswer<Set<String>>> members(
      String group, boolean nested) {
    if (!members.containsKey(group)) {
      return answer(
          new DirectoryAnswer.Failed<>(
              DirectoryAnswer.Trouble.NO_SUCH_BASE, "group " + group + " is not there"));
    }
    Set<String> people = new HashSet<>();
    Set<String> groups = new LinkedHashSet<>(Set.of(group));
    List<String> todo = new ArrayList<>(groups);
    while (!todo.isEmpty()) {
      for (String each : members.getOrDefault(todo.remove(todo.size() - 1), Set.of())) {
        Node it = nodes.get(each);
        if (it != null && it.kind() == Kind.USER) {
          people.add(each);
        } else if (nested && it != null && it.kind() == Kind.GROUP && groups.add(each)) {
          todo.add(each);
        }
      }
    }
    return answer(new DirectoryAnswer.Found<>(people));
  }

  @Override
  public synchronized CompletionStage<DirectoryAnswer<Changes>> changesSince(
      Optional<String> cursor) {
    if (cursor.isEmpty()) {
      return answer(
          new DirectoryAnswer.Found<>(
              new Changes(List.of(), Set.of(), Integer.toString(events.size()), false)));
    }
    if (forgetful) {
      return answer(
          new DirectoryAnswer.Failed<>(
              DirectoryAnswer.Trouble.BEGIN_AGAIN, "the cursor is too old"));
    }
    int from = Integer.parseInt(cursor.get());
    int to = Math.min(events.size(), from + pageSize);
    Map<String, DirectoryEntry> changed = new LinkedHashMap<>();
    Set<String> gone = new LinkedHashSet<>();
    for (Event event : events.subList(from, to)) {
      Node it = nodes.get(event.id());
      if (it == null) {
        gone.add(event.id());
      } else {
        changed.put(event.id(), entry(it));
      }
    }
    return answer(
        new DirectoryAnswer.Found<>(
            new Changes(
                List.copyOf(changed.values()), gone, Integer.toString(to), to < events.size())));
  }
}
