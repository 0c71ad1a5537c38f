package org.vedette.phones;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import org.vedette.api.user.Phone;
import org.vedette.api.user.UserDefaults;

/**
 * Reads telephone numbers as people type them, by the numbering plans of the world: what cannot
 * exist is refused with the reason.
 */
public final class PhoneNumbers {
  /**
   * What was read.
   *
   * @param phone the number; empty when there is none
   * @param problem why there is none, in one sentence with an example; may begin with the field
   *     {@code country}, {@code number} or {@code extension} and a colon
   */
  public record Read(Optional<Phone> phone, String problem) {
    private static Read good(Phone phone) {
      return new Read(Optional.of(phone), "");
    }

    private static Read bad(String problem) {
      return new Read(Optional.empty(), problem);
    }
  }

  private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
  private static final String NOWHERE = "ZZ";
  private static final String SOME_COUNTRY = "CH";

  private PhoneNumbers() {}

  /**
   * Reads a number as it was typed, with an extension after a space and an x; without a plus it is
   * one of the country in {@code defaults}.
   */
  public static Read typed(String text, UserDefaults defaults) {
    String[] parts = text.strip().split("\\s+[xX]\\s*", 2);
    String region = defaults.country().orElse(NOWHERE);
    String extension = parts.length > 1 ? parts[1].strip() : "";
    if (!parts[0].matches("[+0-9 ().\\-/\u00A0]{1,40}")) {
      return Read.bad("a telephone number, for example " + example(region));
    }
    if (defaults.country().isEmpty() && !parts[0].startsWith("+")) {
      return Read.bad(
          "begins with + and the country code, for example "
              + example(region)
              + "; numbers without are read where defaultCountry of org.vedette.core is set");
    }
    return read(parts[0], region, extension, defaults);
  }

  /** Reads a number of which country and rest were given apart. */
  public static Read apart(Phone phone, UserDefaults defaults) {
    return phone
        .problem()
        .map(Read::bad)
        .orElseGet(
            () ->
                read("+" + phone.country() + phone.number(), NOWHERE, phone.extension(), defaults));
  }

  private static Read read(String text, String region, String extension, UserDefaults defaults) {
    PhoneNumber number;
    try {
      number = PLANS.parse(text, region);
    } catch (NumberParseException refused) {
      return Read.bad(why(refused.getErrorType(), region));
    }
    String home = PLANS.getRegionCodeForCountryCode(number.getCountryCode());
    ValidationResult result = PLANS.isPossibleNumberWithReason(number);
    if (result != ValidationResult.IS_POSSIBLE) {
      return Read.bad(why(result, home));
    }
    if (PLANS.getNumberType(number) == PhoneNumberType.PREMIUM_RATE && !defaults.premiumNumbers()) {
      return Read.bad(
          "number: is one that costs whoever calls it extra; such are taken where premiumNumbers of"
              + " org.vedette.core is true");
    }
    Phone phone =
        new Phone(
            Integer.toString(number.getCountryCode()),
            PLANS.getNationalSignificantNumber(number),
            extension);
    return phone.problem().map(Read::bad).orElseGet(() -> Read.good(phone));
  }

  private static String why(NumberParseException.ErrorType type, String region) {
    return switch (type) {
      case INVALID_COUNTRY_CODE -> "country: no country has this code, for example +41";
      case TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN -> tooShort(region);
      case TOO_LONG -> tooLong(region);
      case NOT_A_NUMBER -> "number: is none, for example " + example(region);
    };
  }

  private static String why(ValidationResult result, String region) {
    return switch (result) {
      case TOO_SHORT -> tooShort(region);
      case TOO_LONG -> tooLong(region);
      case INVALID_COUNTRY_CODE -> "country: no country has this code, for example +41";
      case IS_POSSIBLE_LOCAL_ONLY ->
          "number: can be called from its own town only; the area code is missing, for example "
              + example(region);
      default ->
          "number: no number of this country has as many digits, for example " + example(region);
    };
  }

  private static String tooShort(String region) {
    return "number: too short for its country, for example " + example(region);
  }

  private static String tooLong(String region) {
    return "number: too long for its country, for example " + example(region);
  }

  private static String example(String region) {
    PhoneNumber known = region.equals(NOWHERE) ? null : PLANS.getExampleNumber(region);
    PhoneNumber shown = known == null ? PLANS.getExampleNumber(SOME_COUNTRY) : known;
    return shown == null
        ? "+41 44 668 18 00"
        : PLANS.format(shown, PhoneNumberFormat.INTERNATIONAL);
  }
}
