package org.vedette.client.http.answer;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vedette.client.http.json.JsonPointer;

/**
 * A test of a body. Without pattern and pointer it holds for none.
 *
 * @param pattern must be found in the text
 * @param pointer where in the JSON one of {@code values} must stand
 * @param values what may stand there; none: anything that is there
 */
public record BodyTest(
    Optional<Pattern> pattern, Optional<JsonPointer> pointer, Set<String> values) {
  /** Tests nothing. */
  public static final BodyTest NONE = new BodyTest(Optional.empty(), Optional.empty(), Set.of());

  /** Copies the values. */
  public BodyTest {
    values = Set.copyOf(values);
  }

  /** Tells whether there is nothing to test. */
  boolean absent() {
    return pattern.isEmpty() && pointer.isEmpty();
  }

  /** Tells whether a body passes all that is tested. */
  boolean holds(Answer answer) {
    return !absent()
        && pattern.map(each -> PatientText.finds(each, answer.body())).orElse(true)
        && pointer.map(each -> at(each, answer)).orElse(true);
  }

  private boolean at(JsonPointer place, Answer answer) {
    return answer
        .scalar(place)
        .map(value -> values.isEmpty() || values.contains(value))
        .orElse(false);
  }
}
