package org.vedette.shell.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class NearestTest {
  @Test
  public void countsEdits() {
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    assertThat(Nearest.distance("abc", "abc")).isZero();
    assertThat(Nearest.distance("abc", "abd")).isEqualTo(1);
    assertThat(Nearest.distance("abc", "bc")).isEqualTo(1);
    assertThat(Nearest.distance("lsit", "list")).isEqualTo(1);
  }

  @Test
  public void findsTheNearestOfMany() {
    List<String> words = List.of("password", "pin", "block", "unblock", "unlock");
    assertThat(Nearest.to("unblok", words)).contains("unblock");
    assertThat(Nearest.to("pass", words)).contains("password");
    assertThat(Nearest.to("xyzzyx", words)).isEmpty();
  }
}
