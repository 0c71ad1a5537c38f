package org.vedette.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.Test;

/** Texts by language, filled once. */
public class MessageFilesTest {
  private final MessageFiles texts = new MessageFiles(MessageFilesTest.class, "sample");

  @Test
  public void speaksTheLanguageOrEnglish() {
    assertThat(texts.text("plain", Locale.GERMAN)).isEqualTo("Hello");
    assertThat(texts.text("plain", Locale.JAPANESE)).isEqualTo("Hello");
    assertThat(texts.text("asked", Locale.GERMANY, "number", "1", "of", "2", "name", "Eve"))
        .isEqualTo("Antwort 1 von 2, Eve!");
    assertThat(texts.find("nothing", Locale.ENGLISH)).isEmpty();
  }

  @Test
  public void whatIsFilledInIsNotFilledAgain() {
    assertThat(texts.text("asked", Locale.ENGLISH, "number", "{of}", "of", "2"))
        .isEqualTo("Answer {of} of 2, {name}!");
  }

  @Test
  public void bundleWithoutEnglishIsWrong() {
    assertThatThrownBy(() -> new MessageFiles(MessageFilesTest.class, "none"))
        .isInstanceOf(IllegalStateException.class);
  }
}
