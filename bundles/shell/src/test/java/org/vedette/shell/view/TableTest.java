package org.vedette.shell.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class TableTest {
  private static final Paint PLAIN = new Paint(false);
  private final Table table =
      new Table("NAME", "NOTE").row("alice", "a rather long remark").row("bo", "");

  @Test
  public void alignsColumns() {
    assertThat(table.lines(0, PLAIN))
        .containsExactly("NAME   NOTE", "alice  a rather long remark", "bo");
  }

  @Test
  public void cutsTheWidestColumnToFit() {
    List<String> lines = table.lines(20, PLAIN);
    assertThat(lines).contains("alice  a rather lon…");
    assertThat(lines).allSatisfy(it -> assertThat(it.length()).isLessThanOrEqualTo(20));
  }

  @Test
  public void keepsNarrowColumnsReadable() {
    assertThat(table.lines(5, PLAIN)).contains("alice  a rat…");
  }

  @Test
  public void breaksSentencesInsteadOfCuttingThem() {
    String sentence = "a sentence that tells in many words what is wrong and what to do";
    assertThat(new Table("NAME", "NOTE").row("alice", sentence).wrapping().lines(40, PLAIN))
        .containsExactly(
            "NAME   NOTE",
            "alice  a sentence that tells in many",
            "       words what is wrong and what",
            "       to do");
  }

  @Test
  public void cleansCells() {
    assertThat(new Table("A").row("\u001b[2J").lines(0, PLAIN)).contains("\uFFFD[2J");
  }

  @Test
  public void boldsHeadingsWhereThereAreColours() {
    assertThat(table.lines(0, new Paint(true)).get(0)).startsWith("\u001b[1mNAME");
  }
}
