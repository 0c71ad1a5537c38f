package org.vedette.lifecycle.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.CapabilityReport;
import org.vedette.api.lifecycle.CapabilityReport.State;
import org.vedette.api.lifecycle.Health;
import org.vedette.lifecycle.files.KeptJars.Kept;
import org.vedette.lifecycle.jar.Digests;
import org.vedette.lifecycle.platform.Activation;
import org.vedette.lifecycle.platform.Member;
import org.vedette.lifecycle.platform.Platform;

/** Tells of each capability what an operator wants to see. */
final class Reports {
  private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

  private final Platform platform;
  private final Home home;
  private final Artifacts artifacts;

  Reports(Platform platform, Home home, Artifacts artifacts) {
    this.platform = platform;
    this.home = home;
    this.artifacts = artifacts;
  }

  List<CapabilityReport> all() {
    List<CapabilityReport> all = new ArrayList<>();
    List<Member> members = platform.members();
    members.forEach(it -> all.add(report(it)));
    Set<String> installed = members.stream().map(Member::symbolicName).collect(Collectors.toSet());
    // The api offers no capability of its own, and nothing here runs without it.
    Rules.REQUIRED.stream()
        .filter(it -> !it.equals("api") && !installed.contains(Rules.symbolicName(it)))
        .forEach(it -> all.add(missing(it)));
    all.sort(Comparator.comparing(CapabilityReport::id));
    return List.copyOf(all);
  }

  private CapabilityReport report(Member member) {
    Optional<Capability> capability = platform.capability(member.bundle());
    State state =
        capability.isPresent()
            ? State.ACTIVE
            : home.disabled().has(member.symbolicName()) ? State.DISABLED : State.FAILED;
    return new CapabilityReport(
        member.id(),
        member.symbolicName(),
        member.version(),
        state,
        Rules.required(member.symbolicName()),
        capability.map(Capability::addresses).orElse(List.of()),
        capability.map(Capability::health).orElseGet(() -> absent(member, state)),
        capability.flatMap(it -> platform.since(member.bundle())),
        capability.map(Capability::inFlight).orElse(0),
        rollbackTo(member));
  }

  private Health absent(Member member, State state) {
    if (state == State.DISABLED) {
      return Health.warn("disabled by an operator; capability enable " + member.id());
    }
    return Health.critical(
        platform
            .activation(member.bundle())
            .match(ready -> "starting", Activation.Waiting::why, Activation.Broken::why));
  }

  private static CapabilityReport missing(String id) {
    return new CapabilityReport(
        id,
        Rules.symbolicName(id),
        "",
        State.MISSING,
        true,
        List.of(),
        Health.critical("not installed; its feature is vedette-" + id),
        Optional.empty(),
        0,
        Optional.empty());
  }

  private Optional<String> rollbackTo(Member member) {
    try {
      Optional<Path> artifact = artifacts.of(member.location());
      if (artifact.isEmpty() || !home.kept().any(member.symbolicName())) {
        return Optional.empty();
      }
      return home.kept()
          .last(member.symbolicName(), Digests.sha256(artifact.get()))
          .map(Kept::version);
    } catch (IOException unreadable) {
      LOG.warn(
          "The kept jars cannot be read capability={} cause={}",
          member.id(),
          unreadable.getMessage());
      return Optional.empty();
    }
  }
}
