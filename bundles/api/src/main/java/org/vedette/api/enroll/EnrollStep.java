package org.vedette.api.enroll;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.vedette.api.method.Register;
import org.vedette.api.secret.Secret;

/** Where an enrollment stands. */
public sealed interface EnrollStep permits EnrollStep.Ask, EnrollStep.Done, EnrollStep.Failed {

  /**
   * Something must be entered.
   *
   * @param fields names of what to enter
   * @param show what to show meanwhile, by name: a URI, a number
   * @param state what to give back to {@link Enroller#advance}; sealed by the core meanwhile
   */
  record Ask(List<String> fields, Map<String, Secret> show, Secret state) implements EnrollStep {}

  /**
   * The enrollment can be stored.
   *
   * @param label its label
   * @param codeLength length of the code typed, 0 when none is
   * @param params its settings, not secret
   * @param serial its serial number
   * @param secret its secret, to be sealed
   * @param registers first values
   * @param show what to show once, by name; {@code otpauth} is drawn as a QR code
   */
  record Done(
      String label,
      int codeLength,
      Map<String, String> params,
      Optional<String> serial,
      Optional<Secret> secret,
      List<Register> registers,
      Map<String, Secret> show)
      implements EnrollStep {}

  /**
   * It cannot be done so.
   *
   * @param field name of the field that is wrong
   * @param message limit and example in one sentence
   */
  record Failed(String field, String message) implements EnrollStep {}

  /** Handles every step. */
  default <R> R match(Function<Ask, R> ask, Function<Done, R> done, Function<Failed, R> failed) {
    if (this instanceof Ask one) {
      return ask.apply(one);
    }
    if (this instanceof Done one) {
      return done.apply(one);
    }
    return failed.apply((Failed) this);
  }
}
