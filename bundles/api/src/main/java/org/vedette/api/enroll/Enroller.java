package org.vedette.api.enroll;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;
import org.vedette.api.method.MethodContext;
import org.vedette.api.secret.Secret;

/**
 * Makes enrollments of one method; registered with the service property {@code vedette.method}. A
 * function like the method itself: no state, no waiting.
 */
@ConsumerType
public interface Enroller {
  /**
   * A setting that may be given.
   *
   * @param name name on the command line and in JSON
   * @param description one sentence with limits and an example
   * @param defaultValue text of the default
   */
  record Param(String name, String description, String defaultValue) {}

  /** Lists what may be given in {@link EnrollRequest#params}. */
  List<Param> params();

  /** Begins, by an administrator who vouches for the user: normally done at once. */
  EnrollStep begin(EnrollRequest request);

  /** Goes on after {@link EnrollStep.Ask}. */
  EnrollStep advance(Secret state, Map<String, Secret> entered, MethodContext context);
}
