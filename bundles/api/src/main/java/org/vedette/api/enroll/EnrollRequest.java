package org.vedette.api.enroll;

import java.util.Map;
import java.util.Optional;
import org.vedette.api.method.MethodContext;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.User;

/**
 * A wish to enroll.
 *
 * @param user who will own the enrollment
 * @param issuer name of the organisation, shown by apps
 * @param mode mode wanted
 * @param label what the user or help desk calls it; may be empty
 * @param params settings as typed, by name
 * @param secret a secret that exists already, for instance of a hardware token
 * @param context clock, language and randomness
 */
public record EnrollRequest(
    User user,
    String issuer,
    String mode,
    String label,
    Map<String, String> params,
    Optional<Secret> secret,
    MethodContext context) {
  /** Copies the parameters. */
  public EnrollRequest {
    params = Map.copyOf(params);
  }
}
