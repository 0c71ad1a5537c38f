package org.vedette.lifecycle.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.BundleException;
import org.vedette.api.lifecycle.Begun.Refused;
import org.vedette.api.lifecycle.CapabilityDesk;
import org.vedette.lifecycle.files.KeptJars.Kept;
import org.vedette.lifecycle.jar.Digests;
import org.vedette.lifecycle.jar.JarCheck;
import org.vedette.lifecycle.jar.JarFacts;
import org.vedette.lifecycle.platform.Member;
import org.vedette.lifecycle.platform.Platform;

/** Finds out whether a jar can take the place of another, before anything is touched. */
final class Planner {
  private final Platform platform;
  private final Home home;
  private final Artifacts artifacts;
  private final JarCheck check;

  Planner(Platform platform, Home home, Artifacts artifacts, JarCheck check) {
    this.platform = platform;
    this.home = home;
    this.artifacts = artifacts;
    this.check = check;
  }

  /** A plan, or why there is none. */
  sealed interface Planned {
    /** It can be done. */
    record Ready(Plan plan) implements Planned {}

    /** It cannot. */
    record Not(Refused refusal) implements Planned {}

    /** Handles both. */
    default <R> R match(Function<Ready, R> ready, Function<Not, R> not) {
      return this instanceof Ready one ? ready.apply(one) : not.apply((Not) this);
    }
  }

  /** Plans an update. */
  Planned update(Path jar, String wanted, String operation) throws IOException, BundleException {
    Optional<Path> copy = home.stage(jar, operation, CapabilityDesk.MAX_JAR_BYTES);
    if (copy.isEmpty()) {
      return not("file", "The file is larger than 64 MiB.", "Make the bundle smaller.");
    }
    Path staged = copy.get();
    return check
        .check(staged)
        .match(
            fine -> named(fine.facts(), wanted, staged), bad -> not("file", bad.why(), bad.fix()));
  }

  /** Plans a rollback. */
  Planned rollback(Member member) throws IOException, BundleException {
    Optional<Refused> never = Rules.replacing(member.symbolicName());
    if (never.isPresent()) {
      return new Planned.Not(never.get());
    }
    Optional<Path> artifact = artifacts.of(member.location());
    if (artifact.isEmpty()) {
      return nowhere(member);
    }
    String current = Digests.sha256(artifact.get());
    Optional<Kept> last = home.kept().last(member.symbolicName(), current);
    if (last.isEmpty()) {
      return not(
          "capability",
          "No earlier jar of " + member.id() + " is kept, so there is nothing to go back to.",
          "Install the wanted one: capability update FILE.");
    }
    Path next = last.get().file();
    return check
        .check(next)
        .match(
            fine -> resolved(fine.facts(), next, member, artifact.get(), current),
            bad -> not("capability", "The kept jar is damaged. " + bad.why(), bad.fix()));
  }

  private Planned named(JarFacts facts, String wanted, Path staged) {
    Optional<Refused> never = Rules.replacing(facts.symbolicName());
    if (never.isPresent()) {
      return new Planned.Not(never.get());
    }
    List<Member> members = platform.members();
    Optional<Member> meant = members.stream().filter(it -> it.id().equals(wanted)).findFirst();
    if (meant.isPresent() && !meant.get().symbolicName().equals(facts.symbolicName())) {
      return not(
          "file",
          "The jar is %s, and %s is served by %s."
              .formatted(facts.symbolicName(), wanted, meant.get().symbolicName()),
          "Name the jar of " + meant.get().symbolicName() + ".");
    }
    Optional<Member> member =
        members.stream().filter(it -> it.symbolicName().equals(facts.symbolicName())).findFirst();
    if (member.isEmpty()) {
      return not(
          "file",
          "No installed capability is called " + facts.symbolicName() + ".",
          "An update takes the place of a capability that is installed; a new one is copied into"
              + " deploy/.");
    }
    Optional<Path> artifact = artifacts.of(member.get().location());
    if (artifact.isEmpty()) {
      return nowhere(member.get());
    }
    try {
      String current = Digests.sha256(artifact.get());
      return resolved(facts, staged, member.get(), artifact.get(), current);
    } catch (IOException unreadable) {
      return not("capability", artifact.get() + " cannot be read.", "Restore that file.");
    }
  }

  private Planned resolved(
      JarFacts facts, Path next, Member member, Path artifact, String current) {
    Plan plan = new Plan(member, artifact, current, next, facts.sha256(), facts.version());
    if (facts.sha256().equals(current)) {
      return new Planned.Ready(plan);
    }
    try {
      return platform
          .missing(facts.headers())
          .<Planned>map(
              why ->
                  not(
                      "file",
                      "The bundle does not resolve: " + why + ".",
                      "Install what it needs first, or build it for this version of the server."))
          .orElse(new Planned.Ready(plan));
    } catch (BundleException | IOException malformed) {
      return not(
          "file", "The manifest is wrong: " + malformed.getMessage() + ".", "Build it again.");
    }
  }

  private static Planned nowhere(Member member) {
    return not(
        "capability",
        "%s was installed from %s, where nothing can be kept over a restart."
            .formatted(member.id(), member.location()),
        "Install it from a feature or from deploy/.");
  }

  private static Planned not(String field, String why, String fix) {
    return new Planned.Not(new Refused(field, why, fix));
  }
}
