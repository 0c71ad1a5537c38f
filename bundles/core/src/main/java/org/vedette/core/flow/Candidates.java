package org.vedette.core.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.auth.Application;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.Register;
import org.vedette.api.secret.Secret;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;

/**
 * Finds a user's enrollments that may serve here, in order, and prepares them for their methods.
 */
public final class Candidates {
  /** Longest wait for a bundle that is being replaced. */
  public static final Duration GAP = Duration.ofSeconds(5);

  /**
   * An enrollment and its method.
   *
   * @param enrollment the enrollment
   * @param method its method; empty while the bundle is missing
   */
  record Candidate(Enrollment enrollment, Optional<AuthenticationMethod> method) {}

  /** Which of a user's languages a method speaks; the others speak that of codes. */
  private static final Map<String, String> LANGUAGE_KINDS =
      Map.of("text", "text", "mail", "text", "phone", "call", "app", "app");

  private final Ports ports;

  /** Works with {@code ports}. */
  public Candidates(Ports ports) {
    this.ports = ports;
  }

  /**
   * Returns the enabled enrollments that the application allows: the user's default method first,
   * then the user's order, then the oldest; fallback-only methods last.
   */
  List<Enrollment> allowed(User user, Application application) {
    return ports.records().ownedBy(Enrollment.TYPE, user.id()).stream()
        .filter(Enrollment::enabled)
        .filter(
            each ->
                application.methods().isEmpty() || application.methods().contains(each.method()))
        .sorted(
            Comparator.comparingInt((Enrollment each) -> rank(user, each))
                .thenComparing(Enrollment::created))
        .toList();
  }

  /** Returns the enrollments that may serve when another method failed, the oldest first. */
  List<Enrollment> instead(User user, Application application) {
    return ports.records().ownedBy(Enrollment.TYPE, user.id()).stream()
        .filter(Enrollment::enabled)
        .filter(each -> application.otherwise().methods().contains(each.method()))
        .sorted(Comparator.comparing(Enrollment::created))
        .toList();
  }

  private int rank(User user, Enrollment enrollment) {
    String method = enrollment.method();
    if (user.defaultMethod().equals(Optional.of(method))) {
      return 0;
    }
    if (ports.methods().find(method).map(it -> it.info().fallbackOnly()).orElse(false)) {
      return Integer.MAX_VALUE;
    }
    int at = user.methodOrder().indexOf(method);
    return at < 0 ? Integer.MAX_VALUE - 1 : at + 1;
  }

  /**
   * Tells whether a code of an enrollment may follow the password: one that is sent cannot, and
   * trying it would show the directory a password without its last digits.
   */
  boolean hasCodesUnasked(Enrollment enrollment) {
    return ports.methods().find(enrollment.method()).map(it -> it.info().unasked()).orElse(true);
  }

  /** Joins each enrollment with its method, waiting for missing ones up to {@code wait}. */
  CompletionStage<List<Candidate>> withMethods(List<Enrollment> enrollments, Duration wait) {
    Map<String, CompletableFuture<Optional<AuthenticationMethod>>> found = new HashMap<>();
    enrollments.forEach(
        each ->
            found.computeIfAbsent(
                each.method(), id -> ports.methods().await(id, wait).toCompletableFuture()));
    return CompletableFuture.allOf(found.values().toArray(CompletableFuture[]::new))
        .thenApply(
            all -> {
              List<Candidate> candidates = new ArrayList<>();
              for (Enrollment each : enrollments) {
                Optional<AuthenticationMethod> method =
                    Optional.ofNullable(found.get(each.method())).flatMap(CompletableFuture::join);
                candidates.add(new Candidate(each, method));
              }
              return List.copyOf(candidates);
            });
  }

  /**
   * Returns the enrollment as its method sees it; close the secret after the call.
   *
   * @throws org.vedette.api.secret.UnsealException when its secret cannot be opened
   */
  public Enrolled prepare(Enrollment enrollment, Iterable<String> registers) {
    Map<String, RegisterValue> values = new HashMap<>();
    for (String name : registers) {
      ports
          .registers()
          .read(registerKey(enrollment, name))
          .ifPresent(value -> values.put(name, value));
    }
    Optional<Secret> secret =
        enrollment
            .sealed()
            .map(blob -> ports.vault().open(Enrollment.place(enrollment.id()), blob));
    return new Enrolled(
        enrollment.id(),
        enrollment.version(),
        enrollment.mode(),
        enrollment.codeLength(),
        enrollment.params(),
        secret,
        values);
  }

  /** The register of an enrollment behind a method's own name for it. */
  public static RegisterKey registerKey(Enrollment enrollment, String name) {
    return new RegisterKey(enrollment.method() + "." + name, enrollment.id().toString());
  }

  /** The new register values of an enrollment, as the journal takes them. */
  public static List<RegisterWrite> writes(Enrollment enrollment, List<Register> registers) {
    return registers.stream()
        .map(
            it ->
                new RegisterWrite(
                    registerKey(enrollment, it.name()),
                    it.merge(),
                    new RegisterValue(it.stamp(), it.value())))
        .toList();
  }

  /** The world as a method may see it. */
  public MethodContext context(Optional<User> user, String application, String method) {
    Locale language =
        user.map(
                it ->
                    it.languages()
                        .get(LANGUAGE_KINDS.getOrDefault(method.split("\\.", 2)[0], "oath")))
            .map(Locale::forLanguageTag)
            .orElse(ports.settings().get().language());
    return new MethodContext(
        ports.clock().instant(), language, application, ports.vault()::random, user);
  }
}
