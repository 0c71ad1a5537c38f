package org.vedette.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.directory.DirectoryAnswer;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectoryEntry.Kind;

/**
 * Finds whom a typed name may mean. Part of signing in: it works on the threads and connections of
 * password checks, not on those of reading.
 */
final class NameSearch {
  private static final Logger LOG = LoggerFactory.getLogger(NameSearch.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final String name;
  private final DirectorySettings settings;
  private final List<Server> servers;
  private final UserSearch search;
  private final Executor workers;
  private final InstantSource clock;

  NameSearch(
      String name,
      DirectorySettings settings,
      List<Server> servers,
      UserSearch search,
      Executor workers,
      InstantSource clock) {
    this.name = name;
    this.settings = settings;
    this.servers = servers;
    this.search = search;
    this.workers = workers;
    this.clock = clock;
  }

  /** Returns those whom the name may mean. */
  CompletionStage<DirectoryAnswer<List<DirectoryEntry>>> find(String typed) {
    CompletableFuture<DirectoryAnswer<List<DirectoryEntry>>> answer = new CompletableFuture<>();
    Budget budget = new Budget(clock, clock.instant().plus(LIMIT), settings.limits().response());
    try {
      workers.execute(() -> answer.complete(attempt(typed, budget)));
    } catch (RejectedExecutionException full) {
      answer.complete(unreachable("too many password checks are waiting"));
    }
    return answer.completeOnTimeout(
        unreachable("not finished in time"), LIMIT.toMillis() + 500, TimeUnit.MILLISECONDS);
  }

  private DirectoryAnswer<List<DirectoryEntry>> attempt(String typed, Budget budget) {
    List<String> troubles = new ArrayList<>();
    LoginName login = LoginName.of(typed, settings.stripDomain());
    for (Server server : servers) {
      try {
        Duration limit = budget.limit(false);
        return new DirectoryAnswer.Found<>(
            server.search(
                connection -> {
                  List<DirectoryEntry> entries = new ArrayList<>();
                  for (SearchResultEntry each : search.named(connection, login, limit)) {
                    search
                        .reader(connection, limit)
                        .read(Kind.USER, each)
                        .entry()
                        .ifPresent(entries::add);
                  }
                  return entries;
                }));
      } catch (NoAnswerException noAnswer) {
        troubles.add(noAnswer.why());
      } catch (LDAPException answer) {
        return ReadFailure.of(server.address(), answer).answer();
      } catch (RuntimeException fault) {
        LOG.error("Resolving a name failed by an error of ours: directory={}", name, fault);
        return unreachable("internal fault, see the log");
      }
    }
    return unreachable(String.join("; ", troubles));
  }

  private DirectoryAnswer<List<DirectoryEntry>> unreachable(String why) {
    return new DirectoryAnswer.Failed<>(Trouble.UNREACHABLE, "directory " + name + ": " + why);
  }
}
