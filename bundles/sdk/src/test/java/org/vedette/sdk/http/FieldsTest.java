package org.vedette.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vedette.sdk.service.World.json;

import java.util.List;
import java.util.function.Consumer;
import org.junit.Test;
import org.vedette.api.secret.Secret;

public class FieldsTest {
  private static Problem refusal(String body, Consumer<Fields> reader) {
    Problem problem =
        catchThrowableOfType(Problem.class, () -> reader.accept(new Fields(json(body))));
    assertThat(problem).as(body).isNotNull();
    assertThat(problem.status()).isEqualTo(400);
    return problem;
  }

  @Test
  public void readsWhatIsGivenAndNothingElse() {
    Fields fields =
        new Fields(
            json("{'a':'x','b':true,'n':7,'l':['p','q'],'m':{'k':1,'z':null,'y':['1','2']}}"));

    assertThat(fields.text("a", 1, 9, "x")).contains("x");
    assertThat(fields.bool("b")).contains(true);
    assertThat(fields.integer("n", 0, 9, 1)).contains(7);
    assertThat(fields.texts("l", 3, 3, "p")).contains(List.of("p", "q"));
    assertThat(fields.map("m", 5, 9).orElseThrow())
        .containsEntry("k", "1")
        .containsEntry("z", null)
        .containsEntry("y", "1,2");
    assertThat(fields.text("absent", 1, 9, "x")).isEmpty();
    fields.end();
  }

  @Test
  public void everyRefusalNamesFieldLimitAndExample() {
    Problem text = refusal("{'a':''}", it -> it.text("a", 1, 9, "Alice"));
    assertThat(text.field()).isEqualTo("a");
    assertThat(text.detail()).contains("a:", "1 to 9", "Alice");
    assertThat(refusal("{'a':5}", it -> it.text("a", 1, 9, "Alice")).field()).isEqualTo("a");
    assertThat(refusal("{'a':'0123456789'}", it -> it.text("a", 0, 9, "x")).field()).isEqualTo("a");
    assertThat(refusal("{'a':'x\\u0007'}", it -> it.text("a", 0, 9, "x")).field()).isEqualTo("a");
    assertThat(refusal("{}", it -> it.needText("a", 1, 9, "Alice")).detail()).contains("must be");
    assertThat(refusal("{'n':200}", it -> it.integer("n", 5, 120, 55)).detail())
        .contains("5 to 120", "55");
    assertThat(refusal("{'n':1.5}", it -> it.integer("n", 0, 9, 1)).field()).isEqualTo("n");
    assertThat(refusal("{'b':'true'}", it -> it.bool("b")).detail()).contains("true or false");
    assertThat(refusal("{'l':['x','x']}", it -> it.texts("l", 3, 3, "p")).detail())
        .contains("different", "[\"p\"]");
    assertThat(refusal("{'l':'x'}", it -> it.texts("l", 3, 3, "p")).field()).isEqualTo("l");
    assertThat(refusal("{'l':['a','b','c','d']}", it -> it.texts("l", 3, 3, "p")).field())
        .isEqualTo("l");
    assertThat(refusal("{'m':{'k':{}}}", it -> it.map("m", 5, 9)).field()).isEqualTo("m.k");
    assertThat(refusal("{'o':1}", it -> it.object("o", "{}")).detail()).contains("an object");
    assertThat(refusal("{'id':'x'}", it -> it.readOnly("id")).detail()).contains("leave it out");
  }

  @Test
  public void refusesUnknownFieldsAndNamesTheKnownOnes() {
    Problem problem =
        refusal(
            "{'a':'x','colour':'red'}",
            it -> {
              it.text("a", 1, 9, "x");
              it.text("b", 1, 9, "x");
              it.end();
            });

    assertThat(problem.field()).isEqualTo("colour");
    assertThat(problem.detail()).contains("known are a, b");
  }

  @Test
  public void namesFieldsWithinObjectsByTheirWholePath() {
    Problem problem =
        refusal("{'phone':{'fax':'1'}}", it -> it.object("phone", "{}").ifPresent(Fields::end));

    assertThat(problem.field()).isEqualTo("phone.fax");
  }

  @Test
  public void neverRepeatsASecret() {
    Problem problem = refusal("{'p':'MARKED'}", it -> it.secret("p", 8, 128));

    assertThat(problem.detail()).contains("8").doesNotContain("MARKED");
    assertThat(new Fields(json("{'p':'MARKED-123'}")).secret("p", 8, 128))
        .contains(Secret.of("MARKED-123"));
  }

  @Test
  public void tellsNullFromAbsence() {
    Fields fields = new Fields(json("{'a':null}"));

    assertThat(fields.cleared("a")).isTrue();
    assertThat(fields.cleared("b")).isFalse();
    assertThat(fields.given("a")).isTrue();
    assertThat(fields.text("a", 0, 9, "x")).contains("");
    assertThat(fields.texts("a", 3, 3, "x")).contains(List.of());
  }

  @Test
  public void refusesAMissingBody() {
    assertThatThrownBy(() -> new Fields(null)).isInstanceOf(Problem.class);
  }

  @Test
  public void readsParametersOfTheAddress() {
    assertThat(Params.number("limit", null, 50, 1, 500)).isEqualTo(50);
    assertThat(Params.number("limit", "7", 50, 1, 500)).isEqualTo(7);
    assertThat(Params.time("from", "2026-11-21"))
        .contains(java.time.Instant.parse("2026-11-21T00:00:00Z"));
    assertThatThrownBy(() -> Params.number("limit", "0", 50, 1, 500))
        .hasMessageContaining("limit: a whole number from 1 to 500");
    assertThatThrownBy(() -> Params.number("limit", "x", 50, 1, 500)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> Params.time("from", "yesterday")).hasMessageContaining("2026-11-21T");
    assertThatThrownBy(() -> Params.text("text", "x".repeat(101), 100)).hasMessageContaining("100");
    assertThatThrownBy(() -> Params.id("enrollment", "x")).isInstanceOf(Problem.class);
  }
}
