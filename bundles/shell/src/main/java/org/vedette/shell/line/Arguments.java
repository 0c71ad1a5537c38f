package org.vedette.shell.line;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.shell.Failure;

/**
 * A command line, taken apart.
 *
 * @param noun the noun, if one was typed
 * @param verb the verb, if one was typed
 * @param words values of the parameters, in order
 * @param pairs {@code KEY=VALUE}, in order
 * @param options values by option; a switch that stands has one empty value
 */
public record Arguments(
    Optional<Noun> noun,
    Optional<Verb> verb,
    List<String> words,
    Map<String, String> pairs,
    Map<String, List<String>> options) {

  /** Whether this switch stands. */
  public boolean has(String option) {
    return options.containsKey(option);
  }

  /** Last value of an option. */
  public Optional<String> option(String name) {
    List<String> values = options.getOrDefault(name, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }

  /** All values of an option that may be repeated. */
  public List<String> all(String name) {
    return options.getOrDefault(name, List.of());
  }

  /** Value of an option that is a number within bounds. */
  public int number(String name, int otherwise, int least, int most) {
    Optional<String> text = option(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text.get());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of bounds is.
    }
    throw Failure.usage(
        "--" + name + ": " + least + " to " + most + ", for example --" + name + " " + otherwise);
  }

  /** Value of a parameter that must stand. */
  public String word(int index) {
    return words.get(index);
  }

  /** Value of a parameter that may stand. */
  public Optional<String> maybe(int index) {
    return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
  }

  /** Noun and verb as typed. */
  public String command() {
    String first = noun.map(Noun::name).orElse("");
    String second = verb.map(Verb::name).orElse("");
    return second.isEmpty() ? first : first + " " + second;
  }
}
