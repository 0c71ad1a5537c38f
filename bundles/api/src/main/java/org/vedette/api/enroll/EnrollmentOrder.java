package org.vedette.api.enroll;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.secret.Secret;

/**
 * An administrator's order to enroll a user.
 *
 * @param user the user
 * @param method id of the method
 * @param mode {@code standard} or {@code pin}, or another mode of the method
 * @param label may be empty
 * @param params settings as typed
 * @param secret a secret that exists already
 */
public record EnrollmentOrder(
    UUID user,
    String method,
    String mode,
    String label,
    Map<String, String> params,
    Optional<Secret> secret) {}
