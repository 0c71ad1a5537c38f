package org.vedette.lifecycle.desk;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.CapabilityOperation.Ending;
import org.vedette.lifecycle.desk.Limited.Outcome;
import org.vedette.lifecycle.desk.Swap.Trouble;
import org.vedette.lifecycle.files.DurableFiles;
import org.vedette.lifecycle.files.Trial;
import org.vedette.lifecycle.platform.Member;
import org.vedette.lifecycle.platform.Platform;

/** Does what was planned, and takes back what does not come up well. Runs one thing at a time. */
final class Works {
  private static final Logger LOG = LoggerFactory.getLogger(Works.class);
  private static final Duration STOP = Duration.ofSeconds(30);

  private final Platform platform;
  private final Home home;
  private final Swap swap;
  private final String process;

  Works(Platform platform, Home home, Swap swap, String process) {
    this.platform = platform;
    this.home = home;
    this.swap = swap;
    this.process = process;
  }

  /** Puts a jar in the place of another. */
  Ending replace(Plan plan, String operation) throws IOException, BundleException {
    long began = System.nanoTime();
    Member member = plan.member();
    String name = member.symbolicName();
    boolean off = home.disabled().has(name);
    Watch watch = new Watch(platform, member);
    home.begin(new Trial(operation, name, plan.fromSha256(), plan.toSha256(), process));
    if (platform.self(member.bundle())) {
      platform.hold();
    }
    Optional<Trouble> trouble = swap.change(member, plan.next());
    if (trouble.isEmpty() && !off) {
      trouble = swap.bringUp(member, watch);
    }
    if (trouble.isEmpty()) {
      trouble = confirm(plan);
    }
    if (trouble.isEmpty()) {
      return new Ending.Done(Duration.ofNanos(System.nanoTime() - began).toMillis());
    }
    LOG.warn(
        "A capability does not come up with its new jar and is taken back capability={} from={}"
            + " to={} why=\"{}\"",
        member.id(),
        member.version(),
        plan.toVersion(),
        trouble.get().why());
    Optional<Trouble> back =
        off
            ? swap.change(member, plan.artifact())
            : swap.takeBack(member, plan.artifact(), watch, trouble.get());
    String why = trouble.get().why() + leftover(trouble.get());
    if (back.isPresent()) {
      // The record stays: the next start drops the platform's cache and installs the jar before.
      return new Ending.Failed(
          "%s. And %s does not serve again: %s. Restart the server: it comes up with the jar before"
              .formatted(why, member.version(), back.get().why()));
    }
    end(name, plan.fromSha256());
    return new Ending.RolledBack(why);
  }

  /** From here on the new jar is the one that every start installs. */
  private Optional<Trouble> confirm(Plan plan) {
    try {
      DurableFiles.copy(plan.next(), plan.artifact());
    } catch (IOException full) {
      return Optional.of(
          new Trouble("it cannot be stored for the next start: " + full.getMessage(), false));
    }
    end(plan.member().symbolicName(), plan.toSha256());
    return Optional.empty();
  }

  private void end(String symbolicName, String current) {
    try {
      home.endTrial();
      home.kept().prune(symbolicName, current);
    } catch (IOException stays) {
      // Harmless: the next start compares digests and finds that there is nothing to do.
      LOG.warn("A file of an ended update cannot be removed cause={}", stays.getMessage());
    }
  }

  /** Starts a capability that was disabled, or has failed. */
  Ending enable(Member member) throws IOException {
    long began = System.nanoTime();
    boolean wasOff = home.disabled().has(member.symbolicName());
    Watch watch = new Watch(platform, member);
    home.disabled().remove(member.symbolicName());
    Optional<Trouble> trouble = swap.bringUp(member, watch);
    if (trouble.isEmpty()) {
      return new Ending.Done(Duration.ofNanos(System.nanoTime() - began).toMillis());
    }
    if (wasOff) {
      home.disabled().add(member.symbolicName());
      swap.stop(member, trouble.get());
    }
    return new Ending.RolledBack(trouble.get().why() + leftover(trouble.get()));
  }

  /** Stops a capability until it is enabled. */
  Ending disable(Member member) throws IOException {
    long began = System.nanoTime();
    home.disabled().add(member.symbolicName());
    Outcome<Boolean> stopped =
        Limited.run(
            "disable",
            STOP,
            () -> {
              platform.disable(member.bundle());
              return true;
            });
    return stopped.match(
        returned -> new Ending.Done(Duration.ofNanos(System.nanoTime() - began).toMillis()),
        threw -> new Ending.Failed("it cannot be stopped: " + Swap.reason(threw.cause())),
        late -> new Ending.Failed("it does not stop within 30 s"));
  }

  private static String leftover(Trouble trouble) {
    return trouble.endless()
        ? ". A thread of it still runs and cannot be ended: restart the server at a quiet hour"
        : "";
  }
}
