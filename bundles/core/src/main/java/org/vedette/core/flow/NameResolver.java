package org.vedette.core.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.Credential;
import org.vedette.api.directory.DirectoryAnswer;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.primary.AccountEntry;
import org.vedette.api.user.DirectoryLink;
import org.vedette.api.user.User;
import org.vedette.api.user.UserNames;

/**
 * Finds the user whom a name means that is nobody's exact name, by the directories that the
 * settings name: behaviour 2.2. An exact name is never asked for. Thread-safe.
 */
final class NameResolver {
  private static final Duration GAP = Duration.ofSeconds(5);

  /** What became of a name. */
  sealed interface Resolved {
    /**
     * It is a user.
     *
     * @param user the user
     * @param how one line for the trace
     */
    record Known(User user, String how) implements Resolved {}

    /** It is nobody in the data. */
    record Nobody() implements Resolved {}

    /**
     * It may mean several: nobody is let in.
     *
     * @param why one line for the trace
     */
    record Ambiguous(String why) implements Resolved {}

    /**
     * Nobody could be asked.
     *
     * @param why one sentence
     */
    record Unknown(String why) implements Resolved {}

    /** Handles each. */
    default <R> R match(
        Function<Known, R> known,
        Function<Nobody, R> nobody,
        Function<Ambiguous, R> ambiguous,
        Function<Unknown, R> unknown) {
      if (this instanceof Known one) {
        return known.apply(one);
      }
      if (this instanceof Nobody one) {
        return nobody.apply(one);
      }
      if (this instanceof Ambiguous one) {
        return ambiguous.apply(one);
      }
      return unknown.apply((Unknown) this);
    }
  }

  private static final Resolved NOBODY = new Resolved.Nobody();

  private final Ports ports;
  private final ResolvedNames recent;

  NameResolver(Ports ports) {
    this.ports = ports;
    this.recent = new ResolvedNames(ports.clock());
  }

  /** Whether there is anything to resolve: a name that is nobody's, and directories to ask. */
  boolean needed(SignIn signIn) {
    return signIn.user().isEmpty() && signIn.name().isPresent() && !directories().isEmpty();
  }

  /**
   * Whether the name has to be resolved before the password is checked: a code can be split off a
   * password, and a password of our own checked, only when it is known whose it may be.
   */
  boolean neededFirst(SignIn signIn, Optional<Credential> credential) {
    return credential.isPresent()
        && (signIn.application().primary().equals("local")
            || signIn.application().appended().mode() != Application.Appended.Mode.OFF)
        && needed(signIn);
  }

  /**
   * Resolves the name of a sign-in.
   *
   * @param proved the entry whose password was right; a directory that was not named decides
   *     nothing
   */
  CompletionStage<Resolved> resolve(SignIn signIn, Optional<AccountEntry> proved) {
    if (proved.isPresent()) {
      return CompletableFuture.completedFuture(
          directories().contains(proved.get().directory()) ? userOf(proved.get()) : NOBODY);
    }
    return ask(signIn, directories(), 0);
  }

  private List<String> directories() {
    return ports.settings().get().names().directories();
  }

  private CompletionStage<Resolved> ask(SignIn signIn, List<String> directories, int next) {
    if (next == directories.size()) {
      return CompletableFuture.completedFuture(NOBODY);
    }
    String directory = directories.get(next);
    return entries(signIn, directory)
        .thenCompose(
            answer ->
                answer.match(
                    found -> {
                      List<AccountEntry> entries = found.value();
                      if (entries.size() > 1) {
                        return done(
                            new Resolved.Ambiguous(
                                "several entries of the directory "
                                    + directory
                                    + " are called so"));
                      }
                      return entries.isEmpty()
                          ? ask(signIn, directories, next + 1)
                          : done(userOf(entries.get(0)));
                    },
                    failed ->
                        done(
                            new Resolved.Unknown(
                                "the directory "
                                    + directory
                                    + " cannot tell whose name it is: "
                                    + failed.why()))));
  }

  private CompletionStage<DirectoryAnswer<List<AccountEntry>>> entries(
      SignIn signIn, String directory) {
    String name = signIn.name().orElseThrow();
    Optional<List<AccountEntry>> before = recent.find(directory, name);
    if (before.isPresent()) {
      return CompletableFuture.completedFuture(new DirectoryAnswer.Found<>(before.get()));
    }
    return ports
        .sources()
        .await(directory, signIn.left(ports.clock().instant(), GAP))
        .thenCompose(source -> asked(source, directory, name));
  }

  private CompletionStage<DirectoryAnswer<List<AccountEntry>>> asked(
      Optional<DirectorySource> source, String directory, String name) {
    if (source.isEmpty()) {
      return CompletableFuture.completedFuture(
          new DirectoryAnswer.Failed<>(
              DirectoryAnswer.Trouble.UNREACHABLE, "it is not installed, or not configured"));
    }
    return source
        .get()
        .byName(name)
        .thenApply(
            answer ->
                answer.match(
                    found -> {
                      List<AccountEntry> entries = accounts(directory, found.value());
                      recent.put(directory, name, entries);
                      return new DirectoryAnswer.Found<>(entries);
                    },
                    failed -> new DirectoryAnswer.Failed<>(failed.trouble(), failed.why())));
  }

  private static List<AccountEntry> accounts(String directory, List<DirectoryEntry> entries) {
    List<AccountEntry> accounts = new ArrayList<>();
    entries.forEach(each -> accounts.add(new AccountEntry(directory, each.id(), each.names())));
    return List.copyOf(accounts);
  }

  /**
   * The user that is linked to the entry; else the one who has one of its names and is linked to no
   * other entry.
   */
  private Resolved userOf(AccountEntry entry) {
    Optional<User> linked =
        ports
            .records()
            .findByKey(DirectoryLink.TYPE, DirectoryLink.key(entry.directory(), entry.entry()))
            .flatMap(link -> ports.records().find(User.TYPE, link.id()));
    if (linked.isPresent()) {
      return known(linked.get(), entry, "linked to its entry");
    }
    Map<UUID, User> named = new HashMap<>();
    for (String name : entry.names()) {
      UserNames.normalise(name)
          .flatMap(normal -> ports.records().findByKey(User.TYPE, User.key(normal)))
          .filter(user -> ports.records().find(DirectoryLink.TYPE, user.id()).isEmpty())
          .ifPresent(user -> named.put(user.id(), user));
    }
    return switch (named.size()) {
      case 0 -> NOBODY;
      case 1 -> known(named.values().iterator().next(), entry, "has a name of its entry");
      default ->
          new Resolved.Ambiguous(
              "several users have names of one entry of the directory " + entry.directory());
    };
  }

  private static Resolved known(User user, AccountEntry entry, String how) {
    return new Resolved.Known(
        user, "the name means " + user.name() + ": directory " + entry.directory() + ", " + how);
  }

  private static CompletionStage<Resolved> done(Resolved resolved) {
    return CompletableFuture.completedFuture(resolved);
  }
}
