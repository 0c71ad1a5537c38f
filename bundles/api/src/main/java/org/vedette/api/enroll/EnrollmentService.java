package org.vedette.api.enroll;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;

/**
 * Adds and mends enrollments and PINs on an administrator's order. No method blocks, no stage
 * completes exceptionally.
 */
@ProviderType
public interface EnrollmentService {
  /** Enrolls a user in a method. */
  CompletionStage<EnrollResult> add(EnrollmentOrder order, Actor actor);

  /** Removes an enrollment. */
  CompletionStage<EnrollResult> remove(UUID enrollment, Actor actor);

  /**
   * Finds a token again by two consecutive codes.
   *
   * @param codes the older first; each is checked for its length by the method
   */
  CompletionStage<EnrollResult> resynchronise(UUID enrollment, List<Secret> codes, Actor actor);

  /**
   * Sets the user's PIN, or removes it.
   *
   * @param pin 4 to 16 digits; empty removes the PIN
   * @param mustChange whether the next verification asks for a new one
   * @return what is wrong with the PIN, or empty when it was stored
   */
  CompletionStage<Optional<EnrollResult>> setPin(
      UUID user, Optional<Secret> pin, boolean mustChange, Actor actor);

  /**
   * Returns what the method tells of an enrollment beside its settings ({@link
   * org.vedette.api.method.EnrollmentState}); empty when it tells nothing or is not installed.
   */
  Map<String, String> state(Enrollment enrollment);

  /** Proposes a random PIN that the user may have: four digits, or as many as the rules demand. */
  Secret proposePin(User user);
}
