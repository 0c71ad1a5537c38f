package org.vedette.directory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.directory.DirectoryAnswer;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectoryProbe;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.api.primary.PrimaryAuthenticator;
import org.vedette.api.primary.PrimaryRequest;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.secret.SecretVault;

/**
 * A directory by its name, across changes of its settings: bad settings leave the last good ones at
 * work and turn health red.
 */
final class ConfiguredDirectory implements PrimaryAuthenticator, DirectoryProbe, DirectorySource {
  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredDirectory.class);
  private static final Duration DRAIN = Duration.ofSeconds(2);

  /**
   * What serves now.
   *
   * @param directory the last good settings at work
   * @param problem what is wrong with newer settings
   */
  private record Current(Optional<Directory> directory, Optional<String> problem) {}

  private final String name;
  private final String pid;
  private final SecretVault vault;
  private final InstantSource clock;
  private volatile Current current = new Current(Optional.empty(), Optional.empty());

  ConfiguredDirectory(String name, String pid, SecretVault vault, InstantSource clock) {
    this.name = name;
    this.pid = pid;
    this.vault = vault;
    this.clock = clock;
  }

  /** Puts these settings to work, if nothing is wrong with them. Not called concurrently. */
  void configure(Map<String, ?> properties) {
    Current before = current;
    SettingsReader.Reading reading = SettingsReader.read(properties);
    if (reading.settings().isEmpty()) {
      String problem =
          reading.problems().stream()
              .map(each -> each.key() + " " + each.text())
              .collect(Collectors.joining("; "));
      LOG.error(
          "Settings are wrong, the last good ones stay: pid={} keys={} why=\"{}\"",
          pid,
          reading.problems().stream().map(SettingText.Problem::key).distinct().toList(),
          problem);
      current = new Current(before.directory(), Optional.of(problem));
      return;
    }
    Directory next = new Directory(name, reading.settings().get(), vault, clock);
    current = new Current(Optional.of(next), Optional.empty());
    before.directory().ifPresent(Directory::retireSoon);
  }

  /** Ends all work; running checks get up to two seconds. */
  void close() {
    Optional<Directory> last = current.directory();
    last.ifPresent(Directory::retire);
    last.ifPresent(directory -> directory.await(DRAIN));
  }

  @Override
  public CompletionStage<PrimaryVerdict> check(PrimaryRequest request) {
    return current
        .directory()
        .map(directory -> directory.check(request))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new PrimaryVerdict.Unreachable(
                        "directory " + name + " has no valid settings")));
  }

  @Override
  public CompletionStage<List<Step>> probe(Optional<Credentials> credentials) {
    Current now = current;
    return now.directory()
        .map(directory -> directory.probe(credentials))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    List.of(
                        new Step(
                            pid,
                            "name",
                            false,
                            "the settings are wrong: " + now.problem().orElse(""),
                            0))));
  }

  @Override
  public CompletionStage<DirectoryAnswer<Page>> search(Search search, Optional<String> page) {
    return ask(source -> source.search(search, page));
  }

  @Override
  public CompletionStage<DirectoryAnswer<List<DirectoryEntry>>> byId(Set<String> ids) {
    return ask(source -> source.byId(ids));
  }

  @Override
  public CompletionStage<DirectoryAnswer<List<DirectoryEntry>>> byName(String typed) {
    return ask(source -> source.byName(typed));
  }

  @Override
  public CompletionStage<DirectoryAnswer<Set<String>>> members(String group, boolean nested) {
    return ask(source -> source.members(group, nested));
  }

  @Override
  public CompletionStage<DirectoryAnswer<Changes>> changesSince(Optional<String> cursor) {
    return ask(source -> source.changesSince(cursor));
  }

  private <T> CompletionStage<DirectoryAnswer<T>> ask(
      Function<DirectorySource, CompletionStage<DirectoryAnswer<T>>> question) {
    return current
        .directory()
        .map(directory -> question.apply(directory.source()))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new DirectoryAnswer.Failed<>(
                        DirectoryAnswer.Trouble.UNREACHABLE,
                        "directory " + name + " has no valid settings")));
  }

  /** Tells where its servers are. */
  ListedServers listed() {
    return new ListedServers(() -> current.directory());
  }

  /** Returns how it feels. */
  Health health() {
    Current now = current;
    return now.problem()
        .map(problem -> Health.critical("settings of " + pid + " are wrong: " + problem))
        .orElseGet(() -> now.directory().map(Directory::health).orElse(Health.ok()));
  }
}
