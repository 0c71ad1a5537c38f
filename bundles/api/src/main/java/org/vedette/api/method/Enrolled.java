package org.vedette.api.method;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.secret.Secret;
import org.vedette.api.state.RegisterValue;

/**
 * An enrollment as its method sees it, with the secret opened and the registers read.
 *
 * @param id id of the enrollment
 * @param version version of the enrollment: whoever keeps something derived from the secret keeps
 *     it under id and version
 * @param mode {@code standard}, {@code pin}, or another mode of the method
 * @param codeLength length of the code typed, 0 when none is
 * @param params settings of this enrollment
 * @param secret the opened secret; the core closes it after the call
 * @param registers values by the method's own register names
 */
public record Enrolled(
    UUID id,
    long version,
    String mode,
    int codeLength,
    Map<String, String> params,
    Optional<Secret> secret,
    Map<String, RegisterValue> registers) {
  /** Copies the maps. */
  public Enrolled {
    params = Map.copyOf(params);
    registers = Map.copyOf(registers);
  }

  /** Returns the value of a register, or 0. */
  public long register(String name) {
    RegisterValue value = registers.get(name);
    return value == null ? 0 : value.value();
  }
}
