package org.vedette.core.enrolling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.enroll.EnrollRequest;
import org.vedette.api.enroll.EnrollResult;
import org.vedette.api.enroll.EnrollStep;
import org.vedette.api.enroll.Enroller;
import org.vedette.api.enroll.EnrollmentOrder;
import org.vedette.api.enroll.EnrollmentService;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.EnrollmentState;
import org.vedette.api.method.Register;
import org.vedette.api.method.Resynchroniser;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.UnsealException;
import org.vedette.api.state.Claim;
import org.vedette.api.state.ClaimVerdict;
import org.vedette.api.state.Forced;
import org.vedette.api.state.JournalEntry;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.Committed;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.core.flow.Candidates;
import org.vedette.core.flow.Ports;

/** Adds, removes and mends enrollments on an administrator's order. */
public final class EnrollmentDesk implements EnrollmentService {
  /** Most enrollments of one method that a user may have. */
  private static final int MOST_OF_A_METHOD = 5;

  private final Ports ports;
  private final Candidates candidates;
  private final PinDesk pins;

  /** Works with {@code ports}. */
  public EnrollmentDesk(Ports ports, Candidates candidates) {
    this.ports = ports;
    this.candidates = candidates;
    this.pins = new PinDesk(ports);
  }

  @Override
  public CompletionStage<EnrollResult> add(EnrollmentOrder order, Actor actor) {
    Optional<User> user = ports.records().find(User.TYPE, order.user());
    if (user.isEmpty()) {
      return rejected("user", "no user has the id " + order.user());
    }
    return ports
        .enrollers()
        .await(order.method(), Candidates.GAP)
        .thenCombine(
            ports.methods().await(order.method(), Candidates.GAP),
            (enroller, method) ->
                enroller.isEmpty() || method.isEmpty()
                    ? notInstalled(order.method())
                    : begin(order, user.get(), enroller.get(), method.get(), actor))
        .thenCompose(stage -> stage);
  }

  private CompletionStage<EnrollResult> begin(
      EnrollmentOrder order,
      User user,
      Enroller enroller,
      AuthenticationMethod method,
      Actor actor) {
    if (!method.info().modes().contains(order.mode())) {
      return rejected("mode", "one of " + String.join(", ", method.info().modes()));
    }
    long there =
        ports.records().ownedBy(Enrollment.TYPE, user.id()).stream()
            .filter(it -> it.method().equals(order.method()))
            .count();
    if (there >= MOST_OF_A_METHOD) {
      return rejected(
          "method", "the user has " + there + " of this method, the most there may be; remove one");
    }
    EnrollRequest request =
        new EnrollRequest(
            user,
            ports.settings().get().issuer(),
            order.mode(),
            order.label(),
            order.params(),
            order.secret(),
            candidates.context(Optional.of(user), "", order.method()));
    return enroller
        .begin(request)
        .match(
            ask -> rejected("method", "this method can only be enrolled by the user in person"),
            done -> store(order, done, actor),
            failed -> rejected(failed.field(), failed.message()));
  }

  private CompletionStage<EnrollResult> store(
      EnrollmentOrder order, EnrollStep.Done done, Actor actor) {
    UUID id = UUID.randomUUID();
    Enrollment enrollment =
        new Enrollment(
            id,
            1,
            order.user(),
            order.method(),
            order.mode(),
            done.label(),
            true,
            ports.clock().instant(),
            done.codeLength(),
            done.params(),
            done.serial(),
            done.secret().map(secret -> ports.vault().seal(Enrollment.place(id), secret)));
    return ports
        .changes()
        .append(Change.put(Enrollment.TYPE, enrollment), actor)
        .thenCompose(
            committed ->
                committed instanceof Committed.Done
                    ? firstRegisters(enrollment, done.registers(), done.show())
                    : notStored(committed));
  }

  private CompletionStage<EnrollResult> firstRegisters(
      Enrollment enrollment, List<Register> registers, Map<String, Secret> show) {
    EnrollResult enrolled = new EnrollResult.Enrolled(enrollment, show);
    if (registers.isEmpty()) {
      return CompletableFuture.completedFuture(enrolled);
    }
    JournalEntry entry =
        new JournalEntry(
            List.of(),
            new byte[0],
            Candidates.writes(enrollment, registers),
            List.of(),
            List.of(),
            List.of());
    return ports
        .journal()
        .append(entry)
        .thenApply(
            forced ->
                forced.match(
                    done -> enrolled,
                    failed -> new EnrollResult.NotStored(new Committed.Unavailable(failed.why()))));
  }

  @Override
  public CompletionStage<EnrollResult> remove(UUID enrollment, Actor actor) {
    Optional<Enrollment> found = ports.records().find(Enrollment.TYPE, enrollment);
    if (found.isEmpty()) {
      return rejected("enrollment", "no enrollment has the id " + enrollment);
    }
    return ports
        .changes()
        .append(Change.remove(Enrollment.TYPE, found.get()), actor)
        .thenCompose(
            committed ->
                committed instanceof Committed.Done
                    ? CompletableFuture.completedFuture(
                        new EnrollResult.Enrolled(found.get(), Map.of()))
                    : notStored(committed));
  }

  @Override
  public CompletionStage<EnrollResult> resynchronise(
      UUID enrollment, List<Secret> codes, Actor actor) {
    Optional<Enrollment> found = ports.records().find(Enrollment.TYPE, enrollment);
    if (found.isEmpty()) {
      return rejected("enrollment", "no enrollment has the id " + enrollment);
    }
    if (codes.size() != 2) {
      return rejected("codes", "exactly two consecutive codes, the older first");
    }
    String method = found.get().method();
    return ports
        .resynchronisers()
        .await(method, Candidates.GAP)
        .thenCompose(
            able ->
                able.isEmpty()
                    ? notInstalled(method)
                    : resynchronise(found.get(), able.get(), codes, actor));
  }

  private CompletionStage<EnrollResult> resynchronise(
      Enrollment enrollment, Resynchroniser able, List<Secret> codes, Actor actor) {
    Iterable<String> registers =
        ports
            .methods()
            .find(enrollment.method())
            .map(AuthenticationMethod::registers)
            .orElse(Set.of());
    Verification verdict;
    try {
      Enrolled enrolled = candidates.prepare(enrollment, registers);
      verdict =
          able.resynchronise(
              enrolled, codes, candidates.context(Optional.empty(), "", enrollment.method()));
      enrolled.secret().ifPresent(Secret::close);
    } catch (UnsealException unopened) {
      return notStored(new Committed.Unavailable("the secret of this enrollment cannot be opened"));
    }
    return verdict.match(
        accepted -> mend(enrollment, accepted, actor),
        refused -> rejected("codes", refused.detail()),
        pending -> rejected("codes", "this method cannot be resynchronised"),
        pin -> rejected("codes", "this method cannot be resynchronised"),
        chosen -> rejected("codes", "this method cannot be resynchronised"),
        unable -> notStored(new Committed.Unavailable(unable.why())));
  }

  private CompletionStage<EnrollResult> mend(
      Enrollment enrollment, Verification.Accepted accepted, Actor actor) {
    Claim claim =
        new Claim(
            enrollment.method() + "/" + enrollment.id(),
            accepted.claim(),
            ports.vault().random(16),
            accepted.until());
    return ports
        .claims()
        .claim(claim)
        .thenCompose(
            verdict ->
                verdict instanceof ClaimVerdict.Won
                    ? ports
                        .journal()
                        .append(mending(enrollment, accepted, claim, actor))
                        .thenApply(forced -> mended(enrollment, claim, forced))
                    : rejected("codes", "the second code was used already; wait for new ones"));
  }

  private JournalEntry mending(
      Enrollment enrollment, Verification.Accepted accepted, Claim claim, Actor actor) {
    return new JournalEntry(
        List.of(claim),
        new byte[0],
        Candidates.writes(enrollment, accepted.registers()),
        List.of(),
        List.of(),
        List.of(act("enrollment.resync", enrollment, actor)));
  }

  private EnrollResult mended(Enrollment enrollment, Claim claim, Forced forced) {
    return forced.match(
        done -> new EnrollResult.Enrolled(enrollment, Map.of()),
        failed -> {
          ports.claims().release(claim);
          return new EnrollResult.NotStored(new Committed.Unavailable(failed.why()));
        });
  }

  @Override
  public CompletionStage<Optional<EnrollResult>> setPin(
      UUID user, Optional<Secret> pin, boolean mustChange, Actor actor) {
    return pins.set(user, pin, mustChange, actor);
  }

  @Override
  public Map<String, String> state(Enrollment enrollment) {
    Optional<AuthenticationMethod> method = ports.methods().find(enrollment.method());
    if (method.isEmpty() || !(method.get() instanceof EnrollmentState telling)) {
      return Map.of();
    }
    try {
      Enrolled enrolled = candidates.prepare(enrollment, method.get().registers());
      try {
        return Map.copyOf(telling.state(enrolled));
      } finally {
        enrolled.secret().ifPresent(Secret::close);
      }
    } catch (UnsealException unopened) {
      return Map.of();
    }
  }

  @Override
  public Secret proposePin(User user) {
    return pins.propose(user);
  }

  private AuditRecord act(String verb, Enrollment enrollment, Actor actor) {
    Optional<User> user = ports.records().find(User.TYPE, enrollment.user());
    return Acts.record(
        ports, verb, user.map(User::username).orElse(""), Optional.of(enrollment.user()), actor);
  }

  private static CompletionStage<EnrollResult> notInstalled(String method) {
    return notStored(new Committed.Unavailable("method " + method + " is not installed"));
  }

  private static CompletionStage<EnrollResult> notStored(Committed why) {
    return CompletableFuture.completedFuture(new EnrollResult.NotStored(why));
  }

  private static CompletionStage<EnrollResult> rejected(String field, String message) {
    return CompletableFuture.completedFuture(new EnrollResult.Rejected(field, message));
  }
}
