package org.vedette.sdk.user;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vedette.api.user.Phone;

/**
 * A telephone number in JSON.
 *
 * @param country country code without plus
 * @param number digits
 * @param extension digits, commas, * and #; may be empty
 */
public record PhoneView(String country, String number, String extension) {
  static @Nullable PhoneView of(Optional<Phone> phone) {
    return phone.map(it -> new PhoneView(it.country(), it.number(), it.extension())).orElse(null);
  }
}
