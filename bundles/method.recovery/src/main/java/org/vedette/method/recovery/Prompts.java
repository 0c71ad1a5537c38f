package org.vedette.method.recovery;

import java.util.Locale;
import org.vedette.api.page.MessageFiles;

/** What people are asked, by language; UTF-8 files beside this class. */
final class Prompts {
  private final MessageFiles texts = new MessageFiles(Prompts.class, "messages");

  /** Returns the request for a code, in English when the language is not known. */
  String enterCode(Locale language) {
    return texts.text("prompt.code", language);
  }
}
