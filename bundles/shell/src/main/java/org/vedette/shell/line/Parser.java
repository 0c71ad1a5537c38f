package org.vedette.shell.line;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.shell.Failure;
import org.vedette.shell.line.Parameter.Need;

/** Takes command lines apart by what the verbs declare. Options may stand anywhere. */
public final class Parser {
  private final List<Noun> nouns;

  /** Knows these nouns. */
  public Parser(List<Noun> nouns) {
    this.nouns = nouns;
  }

  /**
   * Takes a command line apart.
   *
   * @throws Failure when it is wrong, with the nearest word that is right
   */
  public Arguments parse(List<String> line) {
    return new Pass(line).run();
  }

  /** One walk over a line. */
  private final class Pass {
    private final Deque<String> left;
    private final List<String> words = new ArrayList<>();
    private final Map<String, String> pairs = new LinkedHashMap<>();
    private final Map<String, List<String>> options = new LinkedHashMap<>();
    private Optional<Noun> noun = Optional.empty();
    private Optional<Verb> verb = Optional.empty();
    private boolean literal;

    Pass(List<String> line) {
      left = new ArrayDeque<>(line);
    }

    Arguments run() {
      while (!left.isEmpty()) {
        String word = left.removeFirst();
        if (!literal && word.equals("--")) {
          literal = true;
        } else if (!literal && word.equals("-h")) {
          add(Option.HELP, "");
        } else if (!literal && word.startsWith("-") && word.length() > 1) {
          option(word);
        } else if (noun.isEmpty()) {
          noun = Optional.of(noun(word));
          verb = noun.get().verbs().stream().filter(it -> it.name().isEmpty()).findFirst();
        } else if (verb.isEmpty()) {
          verb = Optional.of(verb(noun.get(), word));
        } else {
          word(verb.get(), word);
        }
      }
      if (!options.containsKey(Option.HELP)) {
        verb.ifPresent(this::complete);
      }
      return new Arguments(noun, verb, List.copyOf(words), pairs, options);
    }

    private void option(String word) {
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      List<Option> known = new ArrayList<>(Option.COMMON);
      verb.ifPresent(it -> known.addAll(it.options()));
      Option option =
          known.stream()
              .filter(it -> name.equals("--" + it.name()))
              .findFirst()
              .orElseThrow(() -> unknownOption(name, known));
      if (option.isFlag() && equals >= 0) {
        throw Failure.usage(name + " takes no value.", helpLine());
      }
      if (option.isFlag()) {
        add(option.name(), "");
      } else if (equals >= 0) {
        add(option.name(), word.substring(equals + 1));
      } else if (left.isEmpty()) {
        throw Failure.usage(name + " needs a value: " + option.usage(), helpLine());
      } else {
        add(option.name(), left.removeFirst());
      }
    }

    private Failure unknownOption(String name, List<Option> known) {
      List<String> names = known.stream().map(it -> "--" + it.name()).toList();
      return Failure.usage(
          "There is no option " + name + "." + Nearest.hint(name, names), helpLine());
    }

    private void add(String name, String value) {
      options.computeIfAbsent(name, it -> new ArrayList<>()).add(value);
    }

    private void word(Verb verb, String word) {
      if (words.size() < verb.parameters().size()) {
        boolean optional = verb.parameters().get(words.size()).need() == Need.OPTIONAL;
        if (!optional || verb.fields().none() || word.indexOf('=') < 1) {
          words.add(word);
          return;
        }
      }
      if (verb.fields().none()) {
        throw Failure.usage("\"" + word + "\" is one word too many.", helpLine());
      }
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw Failure.usage(
            "KEY=VALUE is expected instead of \"" + word + "\".", "quote values with spaces");
      }
      if (pairs.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
        throw Failure.usage(word.substring(0, equals) + " stands twice.", helpLine());
      }
    }

    private void complete(Verb verb) {
      for (int i = words.size(); i < verb.parameters().size(); i++) {
        Parameter missing = verb.parameters().get(i);
        if (missing.need() == Need.REQUIRED) {
          throw Failure.usage(
              missing.name() + " is missing: " + Help.usage(noun.orElseThrow(), verb), helpLine());
        }
      }
    }

    private String helpLine() {
      String known = new Arguments(noun, verb, List.of(), Map.of(), Map.of()).command();
      return "vedette " + (known.isEmpty() ? "" : known + " ") + "--help";
    }

    private Noun noun(String word) {
      List<String> names = nouns.stream().map(Noun::name).toList();
      return nouns.stream()
          .filter(it -> it.name().equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  Failure.usage(
                      "There is no command \"" + word + "\"." + Nearest.hint(word, names),
                      "vedette --help"));
    }

    private Verb verb(Noun noun, String word) {
      List<String> names = noun.verbs().stream().map(Verb::name).toList();
      return noun.verbs().stream()
          .filter(it -> it.name().equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  Failure.usage(
                      "There is no command \""
                          + noun.name()
                          + " "
                          + word
                          + "\"."
                          + Nearest.hint(word, names),
                      "vedette " + noun.name() + " --help"));
    }
  }
}
