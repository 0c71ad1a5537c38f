package org.vedette.gateway.http.recipe;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.client.http.answer.BodyTest;
import org.vedette.client.http.answer.Rules;
import org.vedette.client.http.answer.StatusSet;
import org.vedette.client.http.json.JsonPointer;

/** Reads what answers mean. */
final class GenericRules {
  private static final int MAX_PATTERN = 500;

  private final SettingText given;

  private GenericRules(SettingText given) {
    this.given = given;
  }

  /** Reads the settings; what is wrong is noted. */
  static Rules read(SettingText given) {
    GenericRules reader = new GenericRules(given);
    StatusSet success = reader.status("successStatus");
    if (success.ranges().isEmpty()) {
      given.bad("successStatus", "must name one status code at least, like 200-299");
    }
    return new Rules(
        success,
        reader.body("success"),
        reader.pointer("referencePointer"),
        reader.status("rejectStatus"),
        reader.body("reject"),
        reader.pointer("errorPointer"));
  }

  private BodyTest body(String what) {
    String values = what + "Values";
    List<String> allowed = given.list(values);
    Optional<JsonPointer> pointer = pointer(what + "Pointer");
    if (!allowed.isEmpty() && given.text(what + "Pointer").isEmpty()) {
      given.bad(values, "are compared with what " + what + "Pointer names, which must be given");
    }
    return new BodyTest(pattern(what + "Pattern"), pointer, new HashSet<>(allowed));
  }

  private StatusSet status(String key) {
    return StatusSet.parse(given.list(key))
        .orElseGet(
            () -> {
              given.bad(key, "must be status codes and ranges like 200,202 or 200-299");
              return new StatusSet(List.of());
            });
  }

  private Optional<Pattern> pattern(String key) {
    String text = given.text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (text.length() <= MAX_PATTERN) {
        return Optional.of(Pattern.compile(text));
      }
    } catch (PatternSyntaxException malformed) {
      // Said below, like a pattern that is too long.
    }
    given.bad(key, "must be a regular expression of at most " + MAX_PATTERN + " characters");
    return Optional.empty();
  }

  private Optional<JsonPointer> pointer(String key) {
    String text = given.text(key);
    Optional<JsonPointer> pointer = JsonPointer.parse(text);
    if (!text.isEmpty() && pointer.isEmpty()) {
      given.bad(key, "must be a JSON pointer like /messages/0/id");
    }
    return pointer;
  }
}
