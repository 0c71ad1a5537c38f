package org.vedette.method.questions;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The questions to choose from, in order.
 *
 * @param questions language and text
 */
record Catalogue(List<Question> questions) {
  static final String FORM =
      "LANGUAGE QUESTION with ; between, at most 100 of 200 characters, for example en What was the"
          + " name of your first school?; de Wie hiess Ihre erste Schule?";

  private static final Pattern ENTRY = Pattern.compile("([a-z]{2,3})\\s+(\\S.{2,199})");
  private static final int MOST = 100;

  /**
   * A question.
   *
   * @param language language tag
   * @param text the text
   */
  record Question(String language, String text) {}

  Catalogue {
    questions = List.copyOf(questions);
  }

  /** Reads {@link #FORM}; empty when it is not written so. */
  static Optional<Catalogue> parse(String text) {
    List<Question> found = new ArrayList<>();
    for (String each : text.split("[;\n]", -1)) {
      Matcher entry = ENTRY.matcher(each.strip());
      if (entry.matches() && found.size() < MOST) {
        found.add(new Question(entry.group(1), entry.group(2)));
      } else if (!each.isBlank()) {
        return Optional.empty();
      }
    }
    return Optional.of(new Catalogue(found));
  }

  /** Those that come with the server. */
  static Catalogue stock() {
    try (InputStream in = Catalogue.class.getResourceAsStream("questions.txt")) {
      if (in == null) {
        throw new IllegalStateException("the bundle lacks questions.txt");
      }
      StringWriter text = new StringWriter();
      try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
        reader.transferTo(text);
      }
      return parse(text.toString())
          .orElseThrow(() -> new IllegalStateException("questions.txt is wrong"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  boolean has(String text) {
    return questions.stream().anyMatch(each -> Answers.same(each.text(), text));
  }
}
