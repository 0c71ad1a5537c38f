package org.vedette.ldap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.vedette.api.directory.DirectoryAnswer;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectorySource;

/** A directory that knows what some names mean, and nothing else; or is down. */
final class KnownNames implements DirectorySource {
  final Map<String, List<String>> dns = new ConcurrentHashMap<>();
  volatile boolean down;

  @Override
  public CompletionStage<DirectoryAnswer<List<DirectoryEntry>>> byName(String typed) {
    return CompletableFuture.completedFuture(
        down
            ? new DirectoryAnswer.Failed<>(DirectoryAnswer.Trouble.UNREACHABLE, "down")
            : new DirectoryAnswer.Found<>(
                dns.getOrDefault(typed, List.of()).stream().map(KnownNames::entry).toList()));
  }

  private static DirectoryEntry entry(String dn) {
    return new DirectoryEntry(dn, dn, DirectoryEntry.Kind.USER, true, Map.of(), Set.of());
  }

  @Override
  public CompletionStage<DirectoryAnswer<Page>> search(Search search, Optional<String> page) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<DirectoryAnswer<List<DirectoryEntry>>> byId(Set<String> ids) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<DirectoryAnswer<Set<String>>> members(String group, boolean nested) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<DirectoryAnswer<Changes>> changesSince(Optional<String> cursor) {
    throw new UnsupportedOperationException();
  }
}
