package org.vedette.lifecycle.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.lifecycle.desk.Limited.Outcome;
import org.vedette.lifecycle.platform.Member;
import org.vedette.lifecycle.platform.Platform;

/**
 * Puts another jar in the place of a bundle's and starts it, or takes it back. Every step runs on a
 * thread of its own and has a deadline, because bundles may do anything.
 */
final class Swap {
  private static final Logger LOG = LoggerFactory.getLogger(Swap.class);

  /** For the old bundle to drain its calls, and the framework to change the jar. */
  private static final Duration CHANGE = Duration.ofSeconds(30);

  private static final Duration HEALTHY = Duration.ofSeconds(20);
  private static final Duration END = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofMillis(50);

  private final Platform platform;
  private final Supplier<Duration> activation;

  /** Takes how long an activation may last. */
  Swap(Platform platform, Supplier<Duration> activation) {
    this.platform = platform;
    this.activation = activation;
  }

  /**
   * What went wrong.
   *
   * @param why in words
   * @param endless whether code of the bundle still runs and cannot be ended
   */
  record Trouble(String why, boolean endless) {}

  /** Puts the jar in place while the bundle is stopped, and leaves it stopped. */
  Optional<Trouble> change(Member member, Path jar) {
    return done(
        Limited.run(
            "change",
            CHANGE,
            () -> {
              platform.stop(member.bundle());
              platform.replace(member.bundle(), jar);
              return true;
            }),
        "the bundle cannot be replaced");
  }

  /** Starts the bundle and waits until it serves and all is well. */
  Optional<Trouble> bringUp(Member member, Watch watch) {
    Duration limit = activation.get();
    Outcome<Optional<String>> activated =
        Limited.run(
            "activation",
            limit,
            () -> {
              platform.start(member.bundle());
              // A moment less, so that the reason is told rather than the time.
              return watch.activated(limit.minusMillis(50));
            });
    Optional<Trouble> trouble =
        activated.match(
            returned ->
                returned
                    .value()
                    .map(it -> new Trouble("not active within " + text(limit) + ": " + it, false)),
            threw -> Optional.of(new Trouble(reason(threw.cause()), false)),
            late ->
                Optional.of(
                    new Trouble("its activation took longer than " + text(limit), late.endless())));
    return trouble.isPresent() ? trouble : healthy(watch);
  }

  private static Optional<Trouble> healthy(Watch watch) {
    return Limited.run("health", HEALTHY.plusSeconds(2), () -> watch.well(HEALTHY))
        .match(
            returned ->
                returned
                    .value()
                    .map(it -> new Trouble("not well within " + text(HEALTHY) + ": " + it, false)),
            threw -> Optional.of(new Trouble(reason(threw.cause()), false)),
            late -> Optional.of(new Trouble("it does not tell its health", late.endless())));
  }

  /**
   * Brings the jar before back after a trouble.
   *
   * @return what went wrong in doing so; empty when the bundle serves as before
   */
  Optional<Trouble> takeBack(Member member, Path jar, Watch watch, Trouble trouble) {
    if (trouble.endless()) {
      endComponents(member);
    }
    Optional<Trouble> failed =
        done(stop(trouble, () -> platform.stop(member.bundle())), "the bundle cannot be stopped");
    if (failed.isPresent()) {
      return failed;
    }
    if (!trouble.endless()) {
      Optional<Trouble> changed = change(member, jar);
      return changed.isPresent() ? changed : restart(member, watch);
    }
    return Limited.run("reinstall", CHANGE, () -> platform.reinstall(member, jar))
        .match(
            returned -> restart(returned.value(), watch.of(returned.value())),
            threw -> Optional.of(new Trouble(reason(threw.cause()), false)),
            late -> Optional.of(new Trouble("it cannot be installed anew", late.endless())));
  }

  /** What holds sockets or files must let them go before the old version can have them. */
  private void endComponents(Member member) {
    Limited.run(
            "end",
            END,
            () -> {
              platform.endComponents(member.bundle());
              return true;
            })
        .match(
            returned -> returned.value(),
            threw -> unended(member, reason(threw.cause())),
            late -> unended(member, "no end within " + text(END)));
  }

  private static boolean unended(Member member, String why) {
    LOG.warn("Components of a refused jar have not ended capability={} {}", member.id(), why);
    return false;
  }

  private Optional<Trouble> restart(Member member, Watch watch) {
    Outcome<Optional<String>> back =
        Limited.run(
            "restart",
            HEALTHY.plus(HEALTHY),
            () -> {
              platform.start(member.bundle());
              Optional<String> waiting = watch.activated(HEALTHY);
              return waiting.isPresent() ? waiting : watch.well(HEALTHY);
            });
    return back.match(
        returned -> returned.value().map(it -> new Trouble(it, false)),
        threw -> Optional.of(new Trouble(reason(threw.cause()), false)),
        late -> Optional.of(new Trouble("it does not start", late.endless())));
  }

  /** Stops a bundle that was started on trial. */
  void stop(Member member, Trouble trouble) {
    done(stop(trouble, () -> platform.disable(member.bundle())), "the bundle cannot be stopped")
        .ifPresent(
            it ->
                LOG.warn("A capability cannot be stopped capability={} {}", member.id(), it.why()));
  }

  private interface Stop {
    void stop() throws BundleException;
  }

  /** Stops a bundle; with endless code in it, without waiting for what that code holds. */
  private static Outcome<Boolean> stop(Trouble trouble, Stop how) {
    Callable<Boolean> task =
        () -> {
          how.stop();
          return true;
        };
    return trouble.endless()
        ? Limited.hurry("stop", PATIENCE, CHANGE, task)
        : Limited.run("stop", CHANGE, task);
  }

  private static Optional<Trouble> done(Outcome<Boolean> outcome, String what) {
    return outcome.match(
        returned -> Optional.empty(),
        threw -> Optional.of(new Trouble(what + ": " + reason(threw.cause()), false)),
        late -> Optional.of(new Trouble(what + " within " + text(CHANGE), late.endless())));
  }

  /** The innermost cause in words. */
  static String reason(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage());
    boolean speaks =
        cause instanceof Watch.BrokenException
            || (cause instanceof IOException && cause.getMessage() != null);
    return speaks ? message : cause.getClass().getSimpleName() + ": " + message;
  }

  private static String text(Duration duration) {
    return duration.toSeconds() + " s";
  }
}
