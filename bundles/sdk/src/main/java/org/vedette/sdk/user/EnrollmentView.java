package org.vedette.sdk.user;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vedette.api.user.Enrollment;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Times;

/**
 * An enrollment in JSON; its secret is never shown.
 *
 * @param id identity
 * @param version version
 * @param user identity of the user
 * @param username name of the user
 * @param method id of the method
 * @param mode mode of the method
 * @param label what people call it
 * @param enabled whether it is offered
 * @param created when it was made
 * @param codeLength length of the code; 0 when none is typed
 * @param params settings of the method
 * @param serial serial number
 * @param state what the method tells of it now, for instance how many recovery codes are left
 */
public record EnrollmentView(
    String id,
    long version,
    String user,
    String username,
    String method,
    String mode,
    String label,
    boolean enabled,
    String created,
    int codeLength,
    Map<String, String> params,
    @Nullable String serial,
    Map<String, String> state)
    implements Json {

  static EnrollmentView of(Enrollment it, String username, Map<String, String> state) {
    return new EnrollmentView(
        it.id().toString(),
        it.version(),
        it.user().toString(),
        username,
        it.method(),
        it.mode(),
        it.label(),
        it.enabled(),
        Times.text(it.created()),
        it.codeLength(),
        new TreeMap<>(it.params()),
        it.serial().orElse(null),
        new TreeMap<>(state));
  }
}
