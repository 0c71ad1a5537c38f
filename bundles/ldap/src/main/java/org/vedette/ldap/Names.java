package org.vedette.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.vedette.api.directory.DirectoryAnswer;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.lifecycle.ServiceDirectory;

/** Finds the name of a user by the name of a bind. Thread-safe. */
final class Names {
  private static final Duration GAP = Duration.ofSeconds(5);

  /** What was found. */
  sealed interface Found {
    /** By this name the user signs in, or the entry is found. */
    record Name(String name) implements Found {}

    /** Nobody may bind by such a name here. */
    record None() implements Found {}

    /** The directory could not be asked. */
    record Unknown(String why) implements Found {}

    /** Handles every case. */
    default <R> R match(
        Function<Name, R> name, Function<None, R> none, Function<Unknown, R> unknown) {
      if (this instanceof Name one) {
        return name.apply(one);
      }
      return this instanceof None one ? none.apply(one) : unknown.apply((Unknown) this);
    }
  }

  private final ServiceDirectory<String, DirectorySource> sources;

  Names(ServiceDirectory<String, DirectorySource> sources) {
    this.sources = sources;
  }

  /** Finds it; never completes exceptionally. */
  CompletionStage<Found> find(Client client, String typed) {
    return client
        .rules()
        .take(typed)
        .match(
            name -> CompletableFuture.completedFuture(new Found.Name(name.name())),
            ask -> ask(client, typed, ask.dn()),
            none -> CompletableFuture.completedFuture(new Found.None()));
  }

  private CompletionStage<Found> ask(Client client, String typed, String dn) {
    return sources
        .await(client.directory(), GAP)
        .thenCompose(
            source ->
                source
                    .map(each -> each.search(below(dn), Optional.empty()))
                    .orElseGet(Names::notThere))
        .thenApply(answer -> read(answer, typed, dn))
        .exceptionally(fault -> new Found.Unknown(String.valueOf(fault.getMessage())));
  }

  /**
   * Finds the DN of the one entry that a name which is no DN means; {@link Found.None} where it
   * means none. Never completes exceptionally.
   */
  CompletionStage<Found> entry(Client client, String typed) {
    return sources
        .await(client.directory(), GAP)
        .thenCompose(source -> source.map(each -> each.byName(typed)).orElseGet(Names::notThere))
        .thenApply(
            answer ->
                answer.<Found>match(
                    found ->
                        found.value().size() == 1
                            ? new Found.Name(found.value().get(0).dn())
                            : new Found.None(),
                    failed -> new Found.Unknown(failed.why())))
        .exceptionally(fault -> new Found.Unknown(String.valueOf(fault.getMessage())));
  }

  private static <T> CompletionStage<DirectoryAnswer<T>> notThere() {
    return CompletableFuture.completedFuture(
        new DirectoryAnswer.Failed<>(
            DirectoryAnswer.Trouble.UNREACHABLE, "the directory is not there"));
  }

  private static DirectorySource.Search below(String dn) {
    return new DirectorySource.Search(
        DirectoryEntry.Kind.USER, Optional.of(dn), true, Optional.empty(), "", 2);
  }

  /** Who is not there is looked for under the name as typed, which takes as long as any other. */
  private static Found read(DirectoryAnswer<DirectorySource.Page> answer, String typed, String dn) {
    return answer.match(
        found ->
            new Found.Name(
                found.value().entries().stream()
                    .filter(each -> same(each.dn(), dn))
                    .findFirst()
                    .flatMap(each -> each.fact(DirectoryEntry.USERNAME))
                    .orElse(typed)),
        failed ->
            failed.trouble() == DirectoryAnswer.Trouble.NO_SUCH_BASE
                ? new Found.Name(typed)
                : new Found.Unknown(failed.why()));
  }

  private static boolean same(String one, String other) {
    try {
      return DN.equals(one, other);
    } catch (LDAPException noDn) {
      return false;
    }
  }
}
