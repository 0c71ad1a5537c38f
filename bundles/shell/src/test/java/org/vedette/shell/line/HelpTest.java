package org.vedette.shell.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;
import org.vedette.shell.verb.Nouns;

public class HelpTest {
  private static final Pattern WORD = Pattern.compile("((?:[^\\s\"]|\"[^\"]*\")+)");
  private final Help help = new Help(80);

  /** Splits as a shell does, up to the first pipe or redirection. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line.split(" [|<>&]")[0]);
    while (matcher.find()) {
      words.add(matcher.group().replace("\"", ""));
    }
    return words;
  }

  @Test
  public void everyVerbIsExplained() {
    for (Noun noun : Nouns.ALL) {
      assertThat(noun.summary()).as(noun.name()).endsWith(".");
      for (Verb verb : noun.verbs()) {
        String name = noun.name() + " " + verb.name();
        assertThat(verb.summary()).as(name).matches("[A-Z].*\\.");
        assertThat(verb.examples()).as(name).isNotEmpty();
        verb.parameters().forEach(it -> assertThat(it.description()).as(name).endsWith("."));
        verb.options().forEach(it -> assertThat(it.description()).as(name).endsWith("."));
        verb.fields().known().forEach(it -> assertThat(it.description()).as(name).endsWith("."));
        verb.details().forEach(it -> assertThat(it).as(name).endsWith("."));
      }
    }
  }

  @Test
  public void everyExampleIsACommandOfItsVerb() {
    for (Noun noun : Nouns.ALL) {
      for (Verb verb : noun.verbs()) {
        for (Example example : verb.examples()) {
          List<String> words = words(example.line());
          assertThat(words.get(0)).as(example.line()).isEqualTo("vedette");
          Arguments it = new Parser(Nouns.ALL).parse(words.subList(1, words.size()));
          assertThat(it.verb()).as(example.line()).map(Verb::name).contains(verb.name());
          assertThat(it.noun()).as(example.line()).map(Noun::name).contains(noun.name());
          verb.fields().read(it.pairs());
          assertThat(example.meaning()).as(example.line()).isNotBlank();
        }
      }
    }
  }

  @Test
  public void everyOptionIsUnambiguous() {
    for (Noun noun : Nouns.ALL) {
      for (Verb verb : noun.verbs()) {
        Set<String> seen = new HashSet<>();
        List<Option> options = new ArrayList<>(verb.options());
        options.addAll(Option.COMMON);
        options.forEach(it -> assertThat(seen.add(it.name())).as(verb.name() + it).isTrue());
      }
    }
  }

  @Test
  public void helpShowsAllItKnowsWithinTheWidth() {
    for (Noun noun : Nouns.ALL) {
      for (Verb verb : noun.verbs()) {
        List<String> lines = help.verb(noun, verb);
        String text = String.join("\n", lines);
        assertThat(text).startsWith("Usage: vedette " + noun.name());
        verb.parameters().forEach(it -> assertThat(text).contains(it.name()));
        verb.fields().known().forEach(it -> assertThat(text).contains(it.name()));
        verb.options().forEach(it -> assertThat(text).contains("--" + it.name()));
        assertThat(text).contains("--json").contains("Examples:");
        assertThat(lines).allSatisfy(it -> assertThat(it.length()).isLessThanOrEqualTo(80));
      }
    }
  }

  @Test
  public void overviewNamesEveryNounAndEveryExitCode() {
    String text = String.join("\n", help.overview(Nouns.ALL));
    Nouns.ALL.forEach(it -> assertThat(text).contains("  " + it.name()));
    assertThat(text).contains("0 ", "1 ", "2 ", "user add|show|list|set|remove");
  }

  @Test
  public void nounHelpListsItsVerbs() {
    Noun user = Nouns.ALL.stream().filter(it -> it.name().equals("user")).findFirst().orElseThrow();
    String text = String.join("\n", help.noun(user));
    user.verbs().forEach(it -> assertThat(text).contains("user " + it.name()));
  }
}
