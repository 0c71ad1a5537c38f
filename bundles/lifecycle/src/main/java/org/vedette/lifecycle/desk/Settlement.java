package org.vedette.lifecycle.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.CapabilityOperation.Ending;
import org.vedette.lifecycle.files.Operations.Entry;
import org.vedette.lifecycle.files.Trial;
import org.vedette.lifecycle.jar.Digests;
import org.vedette.lifecycle.platform.Member;
import org.vedette.lifecycle.platform.Platform;

/**
 * Puts in order what the death of the process has left half done. Runs when this bundle starts,
 * which is before the other capabilities do.
 */
final class Settlement {
  private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

  private final Platform platform;
  private final Home home;
  private final Artifacts artifacts;
  private final String process;

  Settlement(Platform platform, Home home, Artifacts artifacts, String process) {
    this.platform = platform;
    this.home = home;
    this.artifacts = artifacts;
    this.process = process;
  }

  /** Settles an update that was never confirmed, and stops what is disabled. */
  void settle() throws IOException {
    Optional<Trial> trial = home.trial();
    boolean underWay = trial.filter(it -> it.process().equals(process)).isPresent();
    if (!underWay) {
      platform.tidy();
      home.clearStaging();
      if (trial.isPresent()) {
        settle(trial.get());
      }
      endOthers(trial);
    }
    for (Member member : platform.members()) {
      if (home.disabled().has(member.symbolicName())) {
        disable(member);
      }
    }
  }

  private void settle(Trial trial) throws IOException {
    Optional<Member> member =
        platform.members().stream()
            .filter(it -> it.symbolicName().equals(trial.symbolicName()))
            .findFirst();
    Optional<Path> artifact = member.flatMap(it -> artifacts.of(it.location()));
    if (artifact.isEmpty()) {
      LOG.warn(
          "An update was under way when the server ended, and its bundle is gone bundle={}",
          trial.symbolicName());
      home.endTrial();
      return;
    }
    String current = Digests.sha256(artifact.get());
    boolean confirmed = current.equals(trial.toSha256());
    if (!confirmed) {
      back(member.get(), artifact.get());
    }
    LOG.info(
        "An update was under way when the server ended; it is settled bundle={} result={}",
        trial.symbolicName(),
        confirmed ? "confirmed" : "rolled back");
    end(
        trial.operation(),
        confirmed
            ? new Ending.Done(0)
            : new Ending.RolledBack("the server ended before the new jar was confirmed"));
    home.kept().prune(trial.symbolicName(), current);
    home.endTrial();
  }

  private void back(Member member, Path artifact) {
    if (platform.self(member.bundle())) {
      LOG.warn(
          "This bundle's own update was not confirmed; bin/start puts the jar before back, so start"
              + " the server by it");
      return;
    }
    try {
      platform.replace(member.bundle(), artifact);
    } catch (BundleException | IOException failed) {
      LOG.error(
          "The jar before an unconfirmed update cannot be put back; restart the server bundle={}"
              + " cause={}",
          member.symbolicName(),
          failed.getMessage());
    }
  }

  private void end(String operation, Ending ending) throws IOException {
    for (Entry each : home.operations().all()) {
      if (each.operation().id().equals(operation)) {
        home.operations().put(each.ended(ending));
      }
    }
  }

  /** Operations that had written no trial yet have touched nothing. */
  private void endOthers(Optional<Trial> trial) throws IOException {
    for (Entry each : home.operations().all()) {
      boolean settled = trial.map(Trial::operation).equals(Optional.of(each.operation().id()));
      if (each.operation().ending().isEmpty() && !settled) {
        home.operations()
            .put(each.ended(new Ending.RolledBack("the server ended before it was over")));
      }
    }
  }

  private void disable(Member member) {
    try {
      platform.disable(member.bundle());
    } catch (BundleException stays) {
      LOG.error(
          "A disabled capability cannot be stopped capability={} cause={}",
          member.id(),
          stays.getMessage());
    }
  }
}
