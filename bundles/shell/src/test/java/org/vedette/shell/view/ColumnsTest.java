package org.vedette.shell.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class ColumnsTest {
  @Test
  public void wrapsAtSpaces() {
    assertThat(Columns.wrap("one two three", 8)).containsExactly("one two", "three");
    assertThat(Columns.wrap("", 8)).containsExactly("");
    assertThat(Columns.wrap("extraordinarily long", 8)).containsExactly("extraordinarily", "long");
  }

  @Test
  public void cutsWithAnEllipsis() {
    assertThat(Columns.cut("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Columns.cut("abcdef", 4)).isEqualTo("abc…");
    assertThat(Columns.cut("😀😀😀", 2)).isEqualTo("😀…");
  }

  @Test
  public void takesOutWhatCommandsATerminal() {
    assertThat(Columns.clean("a\u001b[31mb\u0007\u009b")).isEqualTo("a\uFFFD[31mb\uFFFD\uFFFD");
    assertThat(Columns.clean("a\nb\tc")).isEqualTo("a b c");
    assertThat(Columns.clean("x\u202Ey")).isEqualTo("x\uFFFDy");
    assertThat(Columns.clean("Grüße 😀")).isEqualTo("Grüße 😀");
  }
}
