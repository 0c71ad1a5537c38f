package org.vedette.shell.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import org.junit.Test;
import org.vedette.shell.Failure;
import org.vedette.shell.verb.Nouns;

public class ParserTest {
  private final Parser parser = new Parser(Nouns.ALL);

  private Arguments parse(String... line) {
    return parser.parse(List.of(line));
  }

  private Failure refuse(String... line) {
    Failure failure = catchThrowableOfType(Failure.class, () -> parser.parse(Arrays.asList(line)));
    assertThat(failure).as(String.join(" ", line)).isNotNull();
    assertThat(failure.exitCode()).isEqualTo(Failure.USAGE);
    return failure;
  }

  @Test
  public void takesNounVerbWordsAndPairs() {
    Arguments it = parse("user", "add", "alice", "email=a=b@example.org", "group=");
    assertThat(it.command()).isEqualTo("user add");
    assertThat(it.word(0)).isEqualTo("alice");
    assertThat(it.pairs()).containsEntry("email", "a=b@example.org").containsEntry("group", "");
  }

  @Test
  public void takesOptionsAnywhere() {
    Arguments it = parse("--json", "--server", "https://h", "user", "list", "--limit=5", "x");
    assertThat(it.has("json")).isTrue();
    assertThat(it.option("server")).contains("https://h");
    assertThat(it.option("limit")).contains("5");
    assertThat(it.maybe(0)).contains("x");
  }

  @Test
  public void takesWordsThatLookLikeOptionsAfterTwoDashes() {
    assertThat(parse("user", "show", "--", "--json").word(0)).isEqualTo("--json");
  }

  @Test
  public void takesNamesWithEqualsSignsAtTheirPlace() {
    assertThat(parse("user", "add", "cn=alice").word(0)).isEqualTo("cn=alice");
  }

  @Test
  public void repeatsOptions() {
    Arguments it = parse("settings", "set", "pid", "--default", "a", "--default", "b");
    assertThat(it.all("default")).containsExactly("a", "b");
  }

  @Test
  public void needsNothingWhenHelpIsAsked() {
    assertThat(parse("user", "add", "--help").has(Option.HELP)).isTrue();
    assertThat(parse("user", "add", "-h").has(Option.HELP)).isTrue();
  }

  @Test
  public void suggestsTheNearestWord() {
    assertThat(refuse("usr", "add").text()).contains("Did you mean user?");
    assertThat(refuse("user", "ad").text()).contains("Did you mean add?");
    assertThat(refuse("application", "lsit").text()).contains("Did you mean list?");
    assertThat(refuse("status", "--jsno").text()).contains("Did you mean --json?");
    assertThat(refuse("enrollment", "add", "a", "--metod", "x").text())
        .contains("Did you mean --method?");
  }

  @Test
  public void suggestsNothingWhenNothingIsNear() {
    assertThat(refuse("frobnicate").text()).doesNotContain("Did you mean");
  }

  @Test
  public void saysWhatIsMissing() {
    Failure failure = refuse("user", "show");
    assertThat(failure.text()).contains("NAME is missing").contains("vedette user show NAME");
    assertThat(failure.next()).contains("vedette user show --help");
  }

  @Test
  public void refusesWhatIsTooMuchOrHalf() {
    assertThat(refuse("user", "show", "a", "b").text()).contains("\"b\" is one word too many");
    assertThat(refuse("user", "set", "a", "b").text()).contains("KEY=VALUE is expected");
    assertThat(refuse("user", "set", "a", "email=x", "email=y").text()).contains("stands twice");
    assertThat(refuse("status", "--server").text()).contains("--server needs a value");
    assertThat(refuse("status", "--json=yes").text()).contains("takes no value");
    assertThat(refuse("status", "--limit", "5").text()).contains("There is no option --limit");
  }

  @Test
  public void checksNumbers() {
    Arguments it = parse("user", "list", "--limit", "0");
    Failure failure = catchThrowableOfType(Failure.class, () -> it.number("limit", 50, 1, 1000));
    assertThat(failure.text()).contains("1 to 1000");
  }
}
