package org.vedette.client.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;

public class JsonReaderTest {
  private static Optional<String> at(String json, String pointer) {
    return JsonReader.read(json)
        .flatMap(value -> JsonPointer.parse(pointer).orElseThrow().scalar(value));
  }

  @Test
  public void readsWhatRfc8259Allows() {
    String json =
        " { \"a\" : [ 1 , -0.5e+3 , true , false , null , \"\" , {} , [] ] ,\n\t\"b\":"
            + "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\uD83D\\uDE00\"}\r\n";
    assertThat(at(json, "/a/0")).contains("1");
    assertThat(at(json, "/a/1")).contains("-0.5e+3");
    assertThat(at(json, "/a/2")).contains("true");
    assertThat(at(json, "/a/4")).isEmpty();
    assertThat(at(json, "/a/5")).contains("");
    assertThat(at(json, "/a/6")).isEmpty();
    assertThat(at(json, "/b")).contains("\"\\/\b\f\n\r\tä\uD83D\uDE00");
  }

  @Test
  public void refusesWhatIsNoJson() {
    for (String text :
        List.of(
            "",
            " ",
            "{",
            "}",
            "[1,]",
            "{\"a\":1,}",
            "{\"a\"}",
            "{a:1}",
            "{'a':1}",
            "[1 2]",
            "01",
            "+1",
            ".5",
            "1.",
            "1e",
            "-",
            "tru",
            "nulll",
            "\"",
            "\"\\x\"",
            "\"\\u12g4\"",
            "\"\\u123",
            "\"\n\"",
            "[1]x",
            "\u00a0[1]",
            "\uFEFF{}",
            "<html></html>",
            "\"\\u١٢٣٤\"")) {
      assertThat(JsonReader.read(text)).as(text).isEmpty();
    }
  }

  @Test
  public void readsOnlySoDeep() {
    int most = JsonReader.MAX_DEPTH;
    assertThat(JsonReader.read("[".repeat(most) + "1" + "]".repeat(most))).isPresent();
    assertThat(JsonReader.read("[".repeat(most + 1) + "1" + "]".repeat(most + 1))).isEmpty();
    assertThat(JsonReader.read("[".repeat(60_000))).isEmpty();
    assertThat(JsonReader.read("{\"a\":".repeat(10_000))).isEmpty();
  }

  @Test
  public void takesLongNumbersWithoutTakingLong() {
    assertThat(JsonReader.read("1".repeat(60_000))).isPresent();
    assertThat(JsonReader.read("1".repeat(60_000) + "x")).isEmpty();
  }

  @Test
  public void damagedTextsAreReadOrRefusedAndNeverThrow() {
    String good = "{\"sid\":\"SM1\",\"a\":[1,2.5e3,{\"x\":\"\\u00e4\\n\"}],\"b\":null,\"c\":true}";
    Random random = new Random(7);
    int read = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder(good);
      for (int change = random.nextInt(4); change >= 0; change--) {
        int place = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(place, (char) random.nextInt(128));
          case 1 -> text.deleteCharAt(place);
          default -> text.insert(place, good.charAt(random.nextInt(good.length())));
        }
      }
      read += JsonReader.read(text.toString()).isPresent() ? 1 : 0;
    }
    assertThat(read).isBetween(1, 19_999);
  }

  /** The examples of RFC 6901 section 5 that name strings and numbers. */
  @Test
  public void pointersFindWhatRfc6901Says() {
    String json =
        "{\"foo\":[\"bar\",\"baz\"],\"\":0,\"a/b\":1,\"c%d\":2,\"e^f\":3,\"g|h\":4,\"i\\\\j\":5,"
            + "\"k\\\"l\":6,\" \":7,\"m~n\":8}";
    assertThat(at(json, "/foo/0")).contains("bar");
    assertThat(at(json, "/")).contains("0");
    assertThat(at(json, "/a~1b")).contains("1");
    assertThat(at(json, "/c%d")).contains("2");
    assertThat(at(json, "/e^f")).contains("3");
    assertThat(at(json, "/g|h")).contains("4");
    assertThat(at(json, "/i\\j")).contains("5");
    assertThat(at(json, "/k\"l")).contains("6");
    assertThat(at(json, "/ ")).contains("7");
    assertThat(at(json, "/m~0n")).contains("8");
    assertThat(at("{\"~1\":9}", "/~01")).contains("9");
  }

  @Test
  public void pointersFindNothingWhereNothingIs() {
    for (String pointer : List.of("/foo", "/foo/2", "/foo/-", "/foo/00", "/foo/0/x", "/bar")) {
      assertThat(at("{\"foo\":[\"bar\",\"baz\"]}", pointer)).as(pointer).isEmpty();
    }
    for (String none : List.of("", "foo", "/a~2", "/a~", "#/foo")) {
      assertThat(JsonPointer.parse(none)).as(none).isEmpty();
    }
  }
}
