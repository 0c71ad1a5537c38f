package org.vedette.lifecycle.desk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;
import org.vedette.lifecycle.platform.Activation;
import org.vedette.lifecycle.platform.Member;
import org.vedette.lifecycle.platform.Platform;

/** Looks whether a bundle that was started serves, and whether all others still do. */
final class Watch {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Platform platform;
  private final Member member;
  private final Set<String> active;
  private final Set<String> serving;
  private final boolean wasCritical;

  /** Remembers how things are before anything is touched. */
  Watch(Platform platform, Member member) {
    this(platform, member, platform.active(), platform.serving(), critical(platform, member));
  }

  private Watch(
      Platform platform,
      Member member,
      Set<String> active,
      Set<String> serving,
      boolean wasCritical) {
    this.platform = platform;
    this.member = member;
    this.active = active;
    this.serving = serving;
    this.wasCritical = wasCritical;
  }

  /** The same for the bundle that was installed in its place. */
  Watch of(Member successor) {
    Set<String> others = new TreeSet<>(active);
    others.remove(Platform.name(member.symbolicName(), member.bundle()));
    return new Watch(platform, successor, others, serving, wasCritical);
  }

  private static boolean critical(Platform platform, Member member) {
    return platform.capability(member.bundle()).filter(it -> critical(it.health())).isPresent();
  }

  /** Repeats a look until it finds nothing wrong; returns the last trouble when time is over. */
  private static Optional<String> until(long end, Look look) throws InterruptedException {
    while (true) {
      Optional<String> trouble = look.trouble();
      if (trouble.isEmpty() || System.nanoTime() - end >= 0) {
        return trouble;
      }
      LockSupport.parkNanos(STEP_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private interface Look {
    Optional<String> trouble() throws InterruptedException;
  }

  /**
   * Waits until the bundle serves.
   *
   * @return what it waits for when the time is over; empty when it serves
   * @throws BrokenException at once when one of its components has failed
   */
  Optional<String> activated(Duration limit) throws InterruptedException {
    return until(
        System.nanoTime() + limit.toNanos(),
        () ->
            platform
                .activation(member.bundle())
                .match(
                    ready -> Optional.<String>empty(),
                    waiting -> Optional.of(waiting.why()),
                    Watch::broken));
  }

  private static Optional<String> broken(Activation.Broken broken) {
    throw new BrokenException(broken.why());
  }

  /** Waits until the capability feels well and everything that served before serves. */
  Optional<String> well(Duration limit) throws InterruptedException {
    return until(System.nanoTime() + limit.toNanos(), this::trouble);
  }

  private Optional<String> trouble() {
    List<String> found = new ArrayList<>();
    Optional<Health> health = health();
    if (health.isEmpty()) {
      found.add("its Capability is gone again");
    } else if (critical(health.get()) && !wasCritical) {
      found.add("its health is critical: " + health.get().message());
    }
    missing(active, platform.active()).forEach(it -> found.add(it + " is not active any more"));
    missing(serving, platform.serving()).forEach(it -> found.add(it + " does not serve any more"));
    return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
  }

  private static Set<String> missing(Set<String> before, Set<String> now) {
    Set<String> missing = new TreeSet<>(before);
    missing.removeAll(now);
    return missing;
  }

  private Optional<Health> health() {
    return platform.capability(member.bundle()).map(Capability::health);
  }

  private static boolean critical(Health health) {
    return health.status() == Health.Status.CRITICAL;
  }

  /** A component has failed: there is nothing to wait for. */
  static final class BrokenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenException(String why) {
      super(why, null, false, false);
    }
  }
}
