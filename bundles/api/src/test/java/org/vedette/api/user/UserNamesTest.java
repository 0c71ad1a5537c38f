package org.vedette.api.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.Test;

public class UserNamesTest {
  @Test
  public void oneAccountHasOneName() {
    assertThat(UserNames.normalise("  Alice ")).contains("alice");
    assertThat(UserNames.normalise("ALICE@Example.ORG")).contains("alice@example.org");
    assertThat(UserNames.normalise("CORP\\Alice")).contains("corp\\alice");
    assertThat(UserNames.normalise("Ａｌｉｃｅ")).contains("alice");
    assertThat(UserNames.normalise("Zoe\u0308")).contains("zo\u00eb");
    assertThat(UserNames.normalise("mary ann")).contains("mary ann");
  }

  @Test
  public void lowerCaseDoesNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(UserNames.normalise("ISTANBUL")).contains("istanbul");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  public void whatCanBeNobodysNameIsRefused() {
    assertThat(UserNames.normalise("")).isEmpty();
    assertThat(UserNames.normalise("   ")).isEmpty();
    assertThat(UserNames.normalise("a\u0000b")).isEmpty();
    assertThat(UserNames.normalise("a\nb")).isEmpty();
    assertThat(UserNames.normalise("\ud800")).isEmpty();
    assertThat(UserNames.normalise("x".repeat(257))).isEmpty();
    assertThat(UserNames.normalise("x".repeat(256))).isPresent();
  }

  @Test
  public void normalFormIsStable() {
    for (String typed : new String[] {"Ａlice", "ΣΊΣΥΦΟΣ", "İstanbul", "Straße", "Zoë"}) {
      Optional<String> once = UserNames.normalise(typed);
      assertThat(UserNames.normalise(once.orElseThrow())).isEqualTo(once);
    }
  }
}
