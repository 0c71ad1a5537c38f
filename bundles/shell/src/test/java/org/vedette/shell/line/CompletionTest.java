package org.vedette.shell.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;
import org.vedette.shell.verb.Nouns;

public class CompletionTest {
  @Test
  public void offersWhatMayStandNext() {
    assertThat(Completion.next(Nouns.ALL, List.of())).contains("user", "status", "why");
    assertThat(Completion.next(Nouns.ALL, List.of("--json", "user"))).contains("add", "unlock");
    assertThat(Completion.next(Nouns.ALL, List.of("user", "add", "x")))
        .contains("email=", "--json")
        .doesNotContain("--limit");
    assertThat(Completion.next(Nouns.ALL, List.of("status"))).contains("--server");
    assertThat(Completion.next(Nouns.ALL, List.of("nothing"))).isEmpty();
  }

  @Test
  public void scriptKnowsEveryVerb() {
    String script = String.join("\n", Completion.bash(Nouns.ALL));
    assertThat(script).contains("'user add')").contains("'status '*)").contains("' ')");
    assertThat(script).endsWith("complete -F _vedette vedette");
  }
}
