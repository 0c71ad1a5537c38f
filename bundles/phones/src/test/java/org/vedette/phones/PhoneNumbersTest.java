package org.vedette.phones;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;
import org.vedette.api.user.Phone;
import org.vedette.api.user.UserDefaults;

/** Rows 3 and 4, and numbers that cannot exist. */
public class PhoneNumbersTest {
  private static final UserDefaults SWISS =
      new UserDefaults(Optional.empty(), Map.of(), Optional.of("CH"), false);

  private static Optional<Phone> typed(String text) {
    return PhoneNumbers.typed(text, SWISS).phone();
  }

  private static String why(String text, UserDefaults defaults) {
    return PhoneNumbers.typed(text, defaults).problem();
  }

  @Test
  public void numbersAreReadAsPeopleTypeThem() {
    Phone zurich = new Phone("41", "446681800", "");
    assertThat(typed("+41 44 668 18 00")).contains(zurich);
    assertThat(typed("+41 (0)44 668-18-00")).contains(zurich);
    assertThat(typed("044 668 18 00")).contains(zurich);
    assertThat(typed("0041 44/668.18.00")).contains(zurich);
    assertThat(typed("+1 425 555 0123")).contains(new Phone("1", "4255550123", ""));
    assertThat(typed("+39 06 698 12345")).contains(new Phone("39", "0669812345", ""));
    assertThat(typed("+41 44 668 18 00 x,,890#")).contains(new Phone("41", "446681800", ",,890#"));
    assertThat(PhoneNumbers.apart(new Phone("41", "0446681800", ""), SWISS).phone())
        .contains(zurich);
  }

  @Test
  public void whatCannotExistIsRefusedWithTheReason() {
    assertThat(why("+41 44 668", SWISS)).startsWith("number: too short").contains("+41 ");
    assertThat(why("+41 44 668 18 00 668 18", SWISS)).startsWith("number: too long");
    assertThat(why("+999 123456", SWISS)).startsWith("country: no country");
    assertThat(why("+1 425 555 012", SWISS)).startsWith("number: too short");
    assertThat(why("044 668 18 00", UserDefaults.NONE))
        .contains("begins with + and the country code", "defaultCountry");
    assertThat(why("call me", SWISS)).contains("for example +41");
    assertThat(why("", SWISS)).contains("for example");
    assertThat(why("+41 44 668 18 00 xabc", SWISS)).startsWith("extension: digits");
    assertThat(PhoneNumbers.apart(new Phone("1", "555", ""), SWISS).problem())
        .contains("10 digits");
  }

  /** Toll fraud: codes are not sent to numbers that whoever owns them earns by. */
  @Test
  public void premiumNumbersAreRefusedUnlessTheOperatorWantsThem() {
    assertThat(why("+41 900 123 456", SWISS)).contains("premiumNumbers");
    assertThat(why("+1 900 555 0123", SWISS)).contains("premiumNumbers");
    UserDefaults all = new UserDefaults(Optional.empty(), Map.of(), Optional.empty(), true);
    assertThat(PhoneNumbers.typed("+41 900 123 456", all).phone())
        .contains(new Phone("41", "900123456", ""));
  }

  /** Whatever is typed, there is a number that may be stored, or a reason. */
  @Test
  public void nothingTypedIsAFault() {
    Random random = new Random(11);
    String signs = "+0123456789 ()-./x,*#@abc\u00e9\u0661";
    for (int i = 0; i < 20_000; i++) {
      String text =
          random
              .ints(random.nextInt(24), 0, signs.length())
              .mapToObj(at -> signs.substring(at, at + 1))
              .reduce("", String::concat);
      PhoneNumbers.Read read = PhoneNumbers.typed(text, SWISS);
      assertThat(read.phone().isPresent()).as(text).isEqualTo(read.problem().isEmpty());
      read.phone().ifPresent(phone -> assertThat(phone.problem()).as(text).isEmpty());
    }
  }
}
