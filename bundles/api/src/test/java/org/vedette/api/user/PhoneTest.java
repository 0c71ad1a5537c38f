package org.vedette.api.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class PhoneTest {
  @Test
  public void numbersOfCountryOneHaveTenDigits() {
    assertThat(new Phone("1", "4255550123", "").problem()).isEmpty();
    assertThat(new Phone("1", "425555012", "").problem().orElseThrow()).startsWith("number:");
    assertThat(new Phone("49", "30123456", "").problem()).isEmpty();
  }

  @Test
  public void extensionTakesDigitsCommaStarHashAndLeadingAt() {
    assertThat(new Phone("49", "30123456", "@,,890*#").problem()).isEmpty();
    assertThat(new Phone("49", "30123456", "8@9").problem().orElseThrow()).startsWith("extension:");
    assertThat(new Phone("49", "30123456", "x890").problem()).isPresent();
  }

  @Test
  public void countryHasNoPlus() {
    assertThat(new Phone("+49", "30123456", "").problem().orElseThrow()).startsWith("country:");
  }
}
