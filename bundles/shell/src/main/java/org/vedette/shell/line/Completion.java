package org.vedette.shell.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Completes what is half typed. */
public final class Completion {
  private Completion() {}

  /**
   * Lists the words that may stand next.
   *
   * @param before words before it, without the program's name
   */
  public static List<String> next(List<Noun> nouns, List<String> before) {
    List<String> words = before.stream().filter(it -> !it.startsWith("-")).toList();
    if (words.isEmpty()) {
      return nouns.stream().map(Noun::name).toList();
    }
    Optional<Noun> noun = nouns.stream().filter(it -> it.name().equals(words.get(0))).findFirst();
    if (noun.isEmpty()) {
      return List.of();
    }
    List<Verb> verbs = noun.get().verbs();
    boolean alone = verbs.get(0).name().isEmpty();
    if (!alone && words.size() == 1) {
      return verbs.stream().map(Verb::name).toList();
    }
    return verbs.stream()
        .filter(it -> alone || it.name().equals(words.get(1)))
        .findFirst()
        .map(Completion::arguments)
        .orElse(List.of());
  }

  private static List<String> arguments(Verb verb) {
    List<String> words = new ArrayList<>();
    verb.fields().known().forEach(it -> words.add(it.name() + "="));
    verb.options().forEach(it -> words.add("--" + it.name()));
    Option.COMMON.forEach(it -> words.add("--" + it.name()));
    return words;
  }

  /** Writes the script for bash. */
  public static List<String> bash(List<Noun> nouns) {
    List<String> lines = new ArrayList<>();
    lines.add("# Completion of vedette for bash; made by: vedette completion");
    lines.add("_vedette() {");
    lines.add("  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} i words=()");
    lines.add("  for ((i = 1; i < COMP_CWORD; i++)); do");
    lines.add("    [[ ${COMP_WORDS[i]} == -* ]] || words+=(\"${COMP_WORDS[i]}\")");
    lines.add("  done");
    lines.add("  if [[ $prev == --token-file ]]; then");
    lines.add("    COMPREPLY=($(compgen -f -- \"$cur\"))");
    lines.add("    return");
    lines.add("  fi");
    lines.add("  local next=");
    lines.add("  case \"${words[0]} ${words[1]}\" in");
    lines.add("    ' ') next='" + String.join(" ", next(nouns, List.of())) + "' ;;");
    for (Noun noun : nouns) {
      verbs(lines, nouns, noun);
    }
    lines.add("  esac");
    lines.add("  COMPREPLY=($(compgen -W \"$next\" -- \"$cur\"))");
    lines.add("  [[ ${COMPREPLY[0]} != *= ]] || compopt -o nospace");
    lines.add("}");
    lines.add("complete -F _vedette vedette");
    return lines;
  }

  private static void verbs(List<String> lines, List<Noun> nouns, Noun noun) {
    for (Verb verb : noun.verbs()) {
      boolean alone = verb.name().isEmpty();
      List<String> before = alone ? List.of(noun.name()) : List.of(noun.name(), verb.name());
      lines.add(
          "    '"
              + noun.name()
              + (alone ? " '*)" : " " + verb.name() + "')")
              + " next='"
              + String.join(" ", next(nouns, before))
              + "' ;;");
    }
    if (!noun.verbs().get(0).name().isEmpty()) {
      String next = String.join(" ", next(nouns, List.of(noun.name())));
      lines.add("    '" + noun.name() + " ') next='" + next + "' ;;");
    }
  }
}
