package org.vedette.shell.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.Test;

public class DocTest {
  private static Doc doc(String json) {
    return Doc.read(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  public void readsFieldsOfAllKinds() {
    Doc it = doc("{\"a\":\"x\",\"n\":3,\"t\":true,\"l\":[\"p\",\"q\"],\"o\":{\"i\":1},\"z\":null}");
    assertThat(it.text("a")).isEqualTo("x");
    assertThat(it.number("n")).isEqualTo(3);
    assertThat(it.flag("t")).isTrue();
    assertThat(it.text("l")).isEqualTo("p, q");
    assertThat(it.texts("l")).containsExactly("p", "q");
    assertThat(it.doc("o").number("i")).isEqualTo(1);
    assertThat(it.text("o")).isEqualTo("i=1");
    assertThat(it.has("z")).isFalse();
  }

  @Test
  public void givesWhatIsEmptyForWhatIsMissing() {
    Doc it = doc("{}");
    assertThat(it.text("a")).isEmpty();
    assertThat(it.number("a")).isZero();
    assertThat(it.flag("a")).isFalse();
    assertThat(it.docs("a")).isEmpty();
    assertThat(it.doc("a").doc("b").text("c")).isEmpty();
  }

  @Test
  public void takesWhatIsNoObjectForAnEmptyOne() {
    assertThat(doc("<html>").fields()).isEmpty();
    assertThat(doc("[1]").fields()).isEmpty();
    assertThat(doc("").fields()).isEmpty();
  }

  @Test
  public void writesWhatItRead() {
    String json = "{\"a\":\"x\",\"l\":[1,2],\"z\":null}";
    assertThat(Doc.line(doc(json).fields())).isEqualTo(json);
  }
}
