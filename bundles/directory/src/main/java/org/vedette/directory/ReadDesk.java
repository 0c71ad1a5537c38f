package org.vedette.directory;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.directory.DirectoryAnswer;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectorySource;

/**
 * Reads a directory for whoever needs more than a password checked. Its threads and connections are
 * its own, so that a synchronization never keeps a sign-in waiting.
 */
final class ReadDesk implements DirectorySource {
  private static final Logger LOG = LoggerFactory.getLogger(ReadDesk.class);
  private static final Duration LIMIT = Duration.ofSeconds(LONGEST_SECONDS - 5L);
  private static final int THREADS = 3;
  private static final int MOST_WAITING = 64;
  private static final int PATIENCE = 6;
  private static final int LONGEST_TEXT = 256;

  private interface Task<T> {
    T with(Reading reading, Budget budget) throws ReadFailure;
  }

  private interface Work<T> {
    T run(Budget budget) throws ReadFailure;
  }

  private final String name;
  private final DirectorySettings settings;
  private final List<Server> servers;
  private final Profiles profiles;
  private final InstantSource clock;
  private final Referrals referrals;
  private final NameSearch nameSearch;
  private final RunningSearches running;
  private final ThreadPoolExecutor threads;

  ReadDesk(
      String name,
      DirectorySettings settings,
      List<Server> servers,
      Profiles profiles,
      Referrals referrals,
      NameSearch nameSearch,
      InstantSource clock) {
    this.name = name;
    this.settings = settings;
    this.servers = servers;
    this.profiles = profiles;
    this.referrals = referrals;
    this.nameSearch = nameSearch;
    this.clock = clock;
    this.running = new RunningSearches(clock);
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Directory.threads(name, "read"));
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public CompletionStage<DirectoryAnswer<Page>> search(Search search, Optional<String> page) {
    if (search.limit() < 1
        || search.limit() > MOST_ENTRIES
        || search.text().length() > LONGEST_TEXT) {
      return failed(Trouble.MALFORMED, "limit must be 1 to 1000, text at most 256 characters");
    }
    return run(
        budget -> {
          RunningSearch found =
              page.isPresent()
                  ? running
                      .take(page.get())
                      .orElseThrow(
                          () ->
                              new ReadFailure(
                                  Trouble.BEGIN_AGAIN,
                                  "the search was given up or is over: begin it again"))
                  : onServer(budget, (reading, time) -> begin(reading, search, time));
          return page(found, budget);
        });
  }

  private Page page(RunningSearch search, Budget budget) throws ReadFailure {
    boolean kept = false;
    try {
      Page read = search.next(budget);
      if (search.ended()) {
        return read;
      }
      kept = true;
      return new Page(read.entries(), Optional.of(running.keep(search)), read.oddities());
    } finally {
      if (!kept) {
        search.close();
      }
    }
  }

  private RunningSearch begin(Reading reading, Search search, Budget budget) throws ReadFailure {
    String base = base(search.base());
    Profile profile = reading.profile();
    List<Filter> all = new ArrayList<>(List.of(profile.filter(search.kind())));
    if (!search.text().isBlank()) {
      all.add(text(profile, search));
    }
    Optional<Set<String>> only = Optional.empty();
    if (search.memberOf().isPresent()) {
      GroupMembers members = members(reading, budget);
      if (profile.kind() == DirectoryKind.AD) {
        all.add(members.chain(search.memberOf().get()));
      } else {
        only = Optional.of(members.of(search.memberOf().get(), true));
      }
    }
    Set<String> attributes = new LinkedHashSet<>(profile.reader().attributes());
    attributes.add(profile.map().id());
    SearchRequest request =
        Reading.request(
            base,
            search.below() ? SearchScope.SUB : SearchScope.ONE,
            Filter.createANDFilter(all),
            attributes);
    return new RunningSearch(
        reading,
        request,
        search.kind(),
        Math.min(search.limit(), settings.reading().pageSize()),
        only);
  }

  private static Filter text(Profile profile, Search search) {
    Set<String> names = new LinkedHashSet<>(profile.map().of(DirectoryEntry.NAME));
    if (search.kind() == DirectoryEntry.Kind.USER) {
      names.addAll(List.of("cn", "displayName"));
      for (String fact :
          List.of(DirectoryEntry.USERNAME, DirectoryEntry.MAIL, DirectoryEntry.LAST_NAME)) {
        names.addAll(profile.map().of(fact));
      }
    }
    return Filter.createORFilter(
        names.stream()
            .map(
                each ->
                    Filter.createSubstringFilter(
                        each, null, new String[] {search.text().strip()}, null))
            .toList());
  }

  /** Nobody is shown what lies outside the directory's own base. */
  private String base(Optional<String> wanted) throws ReadFailure {
    if (wanted.isEmpty() || wanted.get().isBlank()) {
      return settings.baseDn();
    }
    try {
      if (DN.isDescendantOf(wanted.get(), settings.baseDn(), true)) {
        return wanted.get();
      }
    } catch (LDAPException malformed) {
      throw new ReadFailure(Trouble.NO_SUCH_BASE, "base is no DN: " + Texts.shown(wanted.get()));
    }
    throw new ReadFailure(
        Trouble.NO_SUCH_BASE,
        Texts.shown(wanted.get()) + " is not below the directory's base " + settings.baseDn());
  }

  @Override
  public CompletionStage<DirectoryAnswer<List<DirectoryEntry>>> byId(Set<String> ids) {
    return ids.size() > MOST_IDS
        ? failed(Trouble.MALFORMED, "at most " + MOST_IDS + " identities at once")
        : reading(
            (reading, budget) -> new EntriesById(reading, settings.baseDn(), budget).read(ids));
  }

  @Override
  public CompletionStage<DirectoryAnswer<List<DirectoryEntry>>> byName(String typed) {
    return nameSearch.find(typed);
  }

  @Override
  public CompletionStage<DirectoryAnswer<Set<String>>> members(String group, boolean nested) {
    return reading((reading, budget) -> members(reading, budget).of(group, nested));
  }

  @Override
  public CompletionStage<DirectoryAnswer<Changes>> changesSince(Optional<String> cursor) {
    return reading(
        (reading, budget) -> {
          ChangeReader changes = new ChangeReader(reading, settings, budget);
          return cursor.isPresent() ? changes.since(cursor.get()) : changes.begin();
        });
  }

  /** Gives up searches that nobody goes on with. */
  void sweep() {
    running.sweep();
  }

  /** Takes no more, and ends what runs. */
  void close() {
    threads.shutdown();
    running.close();
  }

  private GroupMembers members(Reading reading, Budget budget) {
    return new GroupMembers(reading, settings.baseDn(), settings.reading().pageSize(), budget);
  }

  private <T> CompletionStage<DirectoryAnswer<T>> reading(Task<T> task) {
    return run(
        budget ->
            onServer(
                budget,
                (reading, time) -> {
                  try (reading) {
                    return task.with(reading, time);
                  }
                }));
  }

  /** Works with the first server that lets us in; what that one answers counts. */
  private <T> T onServer(Budget budget, Task<T> task) throws ReadFailure {
    List<String> troubles = new ArrayList<>();
    for (Server server : servers) {
      Reading reading;
      try {
        reading = Reading.open(server, profiles, referrals, budget);
      } catch (NoAnswerException noAnswer) {
        troubles.add(noAnswer.why());
        continue;
      }
      boolean done = false;
      try {
        T value = task.with(reading, budget);
        done = true;
        return value;
      } finally {
        if (!done) {
          reading.close();
        }
      }
    }
    throw new ReadFailure(Trouble.UNREACHABLE, String.join("; ", troubles));
  }

  private <T> CompletionStage<DirectoryAnswer<T>> run(Work<T> work) {
    CompletableFuture<DirectoryAnswer<T>> answer = new CompletableFuture<>();
    Duration patience = settings.limits().response().multipliedBy(PATIENCE);
    Budget budget = new Budget(clock, clock.instant().plus(LIMIT), patience);
    try {
      threads.execute(() -> answer.complete(attempt(work, budget)));
    } catch (RejectedExecutionException full) {
      return failed(Trouble.UNREACHABLE, "too much is being read at once");
    }
    return answer.completeOnTimeout(
        new DirectoryAnswer.Failed<>(
            Trouble.UNREACHABLE, "directory " + name + ": not finished in time"),
        LONGEST_SECONDS - 1L,
        TimeUnit.SECONDS);
  }

  private <T> DirectoryAnswer<T> attempt(Work<T> work, Budget budget) {
    try {
      return new DirectoryAnswer.Found<>(work.run(budget));
    } catch (ReadFailure failure) {
      return failure.answer();
    } catch (RuntimeException fault) {
      LOG.error("Reading failed by an error of ours: directory={}", name, fault);
      return new DirectoryAnswer.Failed<>(Trouble.MALFORMED, "internal fault, see the log");
    }
  }

  private static <T> CompletionStage<DirectoryAnswer<T>> failed(Trouble trouble, String why) {
    return CompletableFuture.completedFuture(new DirectoryAnswer.Failed<>(trouble, why));
  }
}
