package org.vedette.directory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.vedette.api.directory.DirectoryProbe.Credentials;
import org.vedette.api.directory.DirectoryProbe.Step;
import org.vedette.api.secret.SecretVault;

/** Tries all servers of a directory at once, each on its own thread and on new connections. */
final class Prober {
  private static final Duration LIMIT = Duration.ofSeconds(29);
  private static final int MOST_THREADS = 16;

  private final DirectorySettings settings;
  private final UserSearch search;
  private final SecretVault vault;
  private final Duration limit;
  private final ThreadPoolExecutor threads;

  Prober(String directory, DirectorySettings settings, UserSearch search, SecretVault vault) {
    this(directory, settings, search, vault, LIMIT);
  }

  Prober(
      String directory,
      DirectorySettings settings,
      UserSearch search,
      SecretVault vault,
      Duration limit) {
    this.settings = settings;
    this.search = search;
    this.vault = vault;
    this.limit = limit;
    this.threads =
        new ThreadPoolExecutor(
            0,
            MOST_THREADS,
            5,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Directory.threads(directory, "probe"));
  }

  /** Tries every server; the steps of each in their order, the servers in theirs. */
  CompletionStage<List<Step>> probe(Optional<Credentials> credentials) {
    List<CompletableFuture<List<Step>>> all = new ArrayList<>();
    for (ServerAddress server : settings.servers()) {
      all.add(start(server, credentials));
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(done -> all.stream().flatMap(each -> each.join().stream()).toList());
  }

  /** Starts no more. */
  void close() {
    threads.shutdown();
  }

  private CompletableFuture<List<Step>> start(
      ServerAddress server, Optional<Credentials> credentials) {
    ServerProbe probe = new ServerProbe(settings, server, search, vault, credentials);
    CompletableFuture<List<Step>> steps = new CompletableFuture<>();
    try {
      threads.execute(
          () -> {
            try {
              probe.run();
            } finally {
              steps.complete(probe.steps());
            }
          });
    } catch (RejectedExecutionException busy) {
      probe.stopped("not tried: too many probes are running");
      steps.complete(probe.steps());
    }
    CompletableFuture<List<Step>> late =
        new CompletableFuture<List<Step>>()
            .completeOnTimeout(List.of(), limit.toMillis(), TimeUnit.MILLISECONDS);
    late.thenRun(
        () -> {
          probe.stopped("gave up after " + limit.toSeconds() + " s");
          steps.complete(probe.steps());
        });
    steps.whenComplete((value, failure) -> late.cancel(false));
    return steps;
  }
}
