package org.vedette.lifecycle.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.osgi.framework.BundleException;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.state.Journal;
import org.vedette.lifecycle.platform.Activation;
import org.vedette.lifecycle.platform.Member;
import org.vedette.lifecycle.platform.Platform;

/** A framework with one capability, whose jar holds a word that says what it does when started. */
final class FakePlatform implements Platform {
  static final String NAME = "org.made";
  final Path artifact;
  final List<String> done = new ArrayList<>();
  Optional<String> missing = Optional.empty();
  private final Map<String, Callable<Boolean>> acts;
  private volatile String word;
  private volatile boolean serves;
  private volatile boolean othersServe = true;
  private volatile long bundle = 7;

  /** With what each word does; "breaks" fails a component, "harms" ends another bundle. */
  FakePlatform(Path artifact, Map<String, Callable<Boolean>> acts) throws IOException {
    this.artifact = artifact;
    this.acts = acts;
    word = Files.readString(artifact);
    serves = true;
  }

  String word() {
    return word;
  }

  boolean serves() {
    return serves;
  }

  Member member() {
    return new Member(bundle, "made", NAME, word, artifact.toUri().toString());
  }

  @Override
  public List<Member> members() {
    return List.of(member());
  }

  @Override
  public Optional<Capability> capability(long id) {
    return serves && id == bundle ? Optional.of(new Made()) : Optional.empty();
  }

  private final class Made implements Capability {
    private final Health health = word.equals("ill") ? Health.critical("it hurts") : Health.ok();

    @Override
    public String id() {
      return "made";
    }

    @Override
    public String version() {
      return word;
    }

    @Override
    public Health health() {
      return health;
    }
  }

  @Override
  public Optional<Instant> since(long id) {
    return Optional.empty();
  }

  @Override
  public Set<String> active() {
    return othersServe ? Set.of("org.other [1]") : Set.of();
  }

  @Override
  public Set<String> serving() {
    return serves ? Set.of("made", "other") : Set.of("other");
  }

  @Override
  public Activation activation(long id) {
    if (word.equals("breaks")) {
      return new Activation.Broken("the activation of Made failed: no luck");
    }
    return serves ? new Activation.Ready() : new Activation.Waiting("Made waits for Luck");
  }

  @Override
  public boolean up() {
    return true;
  }

  @Override
  public Optional<String> missing(Map<String, String> headers) {
    return missing;
  }

  @Override
  public void stop(long id) {
    done.add("stop");
    serves = false;
    othersServe = true;
  }

  @Override
  public void disable(long id) {
    stop(id);
  }

  @Override
  public void start(long id) throws BundleException {
    done.add("start " + word);
    try {
      serves = acts.getOrDefault(word, () -> true).call();
      othersServe = !word.equals("harms");
    } catch (Exception failed) {
      throw new BundleException("cannot be started", failed);
    }
  }

  @Override
  public void replace(long id, Path jar) throws IOException {
    word = Files.readString(jar);
  }

  @Override
  public void endComponents(long id) {
    done.add("end");
  }

  @Override
  public Member reinstall(Member member, Path jar) throws IOException {
    done.add("reinstall");
    bundle++;
    replace(bundle, jar);
    return member();
  }

  @Override
  public boolean self(long id) {
    return false;
  }

  @Override
  public void hold() {}

  @Override
  public void release() {}

  @Override
  public List<Path> removeDoubles() {
    return List.of();
  }

  @Override
  public void tidy() {}

  @Override
  public Optional<Journal> journal() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
