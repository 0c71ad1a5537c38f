package org.vedette.directory;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.vedette.api.directory.DirectoryAnswer;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectoryEntry.Kind;
import org.vedette.api.directory.DirectoryProbe;
import org.vedette.api.directory.DirectorySource.Changes;
import org.vedette.api.directory.DirectorySource.Page;
import org.vedette.api.directory.DirectorySource.Search;
import org.vedette.testkit.memory.MemoryVault;

/** The bundle's own directory, outside a server, against a real one; asked synchronously. */
public final class DirectoryAtWork implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final ConfiguredDirectory directory =
      new ConfiguredDirectory(
          "corp", DirectoryComponent.PID + "~corp", new MemoryVault(1), InstantSource.system());
  private final int page;

  /**
   * Starts it.
   *
   * @param settings what differs from the defaults
   */
  public DirectoryAtWork(Map<String, String> settings) {
    Map<String, Object> all = Defaults.all();
    all.putAll(settings);
    page = Integer.parseInt(all.get("pageSize").toString());
    directory.configure(all);
  }

  /** Returns all entries of a kind below an entry, page by page. */
  public List<DirectoryEntry> all(Kind kind, String base) {
    return all(new Search(kind, Optional.of(base), true, Optional.empty(), "", page));
  }

  /** Returns all people in a group, page by page. */
  public List<DirectoryEntry> in(String group) {
    return all(new Search(Kind.USER, Optional.empty(), true, Optional.of(idOf(group)), "", page));
  }

  private List<DirectoryEntry> all(Search search) {
    List<DirectoryEntry> all = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      Page read = found(directory.search(search, next));
      all.addAll(read.entries());
      next = read.next();
    } while (next.isPresent());
    return all;
  }

  /** Returns the identity of a group. */
  public String idOf(String group) {
    return all(new Search(Kind.GROUP, Optional.empty(), true, Optional.empty(), "", page)).stream()
        .filter(each -> each.dn().equalsIgnoreCase(group))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no group " + group))
        .id();
  }

  /** Returns the identities of all people in a group. */
  public Set<String> members(String group) {
    return found(directory.members(idOf(group), true));
  }

  /** Returns whom a name may mean. */
  public List<DirectoryEntry> named(String typed) {
    return found(directory.byName(typed));
  }

  /** Returns entries by identity. */
  public List<DirectoryEntry> byId(Set<String> ids) {
    return found(directory.byId(ids));
  }

  /** Returns the cursor of now. */
  public String cursor() {
    return found(directory.changesSince(Optional.empty())).cursor();
  }

  /** Returns what changed. */
  public Changes since(String cursor) {
    return found(directory.changesSince(Optional.of(cursor)));
  }

  /** Returns why changes cannot be told. */
  public Trouble troubleWithChanges() {
    return answer(directory.changesSince(Optional.empty()))
        .match(
            found -> {
              throw new AssertionError(found.toString());
            },
            DirectoryAnswer.Failed::trouble);
  }

  /** Returns what a test of it finds. */
  public List<DirectoryProbe.Step> probe() {
    return directory.probe(Optional.empty()).toCompletableFuture().join();
  }

  private static <T> T found(CompletionStage<DirectoryAnswer<T>> asked) {
    return answer(asked)
        .match(
            DirectoryAnswer.Found::value,
            failed -> {
              throw new AssertionError(failed.toString());
            });
  }

  private static <T> DirectoryAnswer<T> answer(CompletionStage<DirectoryAnswer<T>> asked) {
    return asked.toCompletableFuture().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    directory.close();
  }
}
