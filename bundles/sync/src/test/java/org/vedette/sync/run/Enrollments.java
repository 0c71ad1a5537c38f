package org.vedette.sync.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.enroll.EnrollResult;
import org.vedette.api.enroll.EnrollmentOrder;
import org.vedette.api.enroll.EnrollmentService;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.testkit.memory.MemoryRecords;

/** Enrolls users in whatever is ordered. */
final class Enrollments implements EnrollmentService {
  final List<String> orders = new ArrayList<>();
  int pins;
  private final MemoryRecords records;

  Enrollments(MemoryRecords records) {
    this.records = records;
  }

  static Enrollment of(UUID user, String method) {
    return new Enrollment(
        UUID.randomUUID(),
        1,
        user,
        method,
        "standard",
        method,
        true,
        Instant.EPOCH,
        6,
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public CompletionStage<EnrollResult> add(EnrollmentOrder order, Actor actor) {
    orders.add(order.method() + "/" + order.mode());
    Enrollment made = of(order.user(), order.method());
    return records
        .append(Change.put(Enrollment.TYPE, made), actor)
        .thenApply(done -> new EnrollResult.Enrolled(made, Map.of()));
  }

  @Override
  public CompletionStage<EnrollResult> remove(UUID enrollment, Actor actor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<EnrollResult> resynchronise(
      UUID enrollment, List<Secret> codes, Actor actor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Optional<EnrollResult>> setPin(
      UUID user, Optional<Secret> pin, boolean mustChange, Actor actor) {
    pins++;
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public Map<String, String> state(Enrollment enrollment) {
    return Map.of();
  }

  @Override
  public Secret proposePin(User user) {
    return Secret.of("4711");
  }
}
