package org.vedette.api.user;

import java.util.Optional;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;

/**
 * A telephone number.
 *
 * @param country country code without plus, for instance {@code 1}
 * @param number digits; exactly 10 for country 1
 * @param extension digits, {@code ,*#} and a leading {@code @}; a comma waits one second; may be
 *     empty
 */
public record Phone(String country, String number, String extension) {
  void write(Encoder out) {
    out.text(country).text(number).text(extension);
  }

  static Phone read(Decoder in) {
    return new Phone(in.text(), in.text(), in.text());
  }

  /**
   * Says what is wrong with this number.
   *
   * @return empty when it may be stored; otherwise field, limit and an example in one sentence
   */
  public Optional<String> problem() {
    if (!country.matches("[1-9][0-9]{0,2}")) {
      return Optional.of("country: 1 to 3 digits without plus, for example 49");
    }
    if (country.equals("1") && !number.matches("[0-9]{10}")) {
      return Optional.of("number: exactly 10 digits for country 1, for example 4255550123");
    }
    if (!number.matches("[0-9]{4,14}")) {
      return Optional.of("number: 4 to 14 digits, for example 30123456");
    }
    if (!extension.matches("@?[0-9,*#]{0,32}")) {
      return Optional.of("extension: digits, commas, * and #, at most 32, for example ,,890#");
    }
    return Optional.empty();
  }

  /** Returns the number as {@code +country number}, with the extension if there is one. */
  @Override
  public String toString() {
    return "+" + country + " " + number + (extension.isEmpty() ? "" : " x" + extension);
  }
}
