package org.vedette.gateway.http.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.Test;
import org.vedette.api.secret.Secret;
import org.vedette.client.http.json.JsonPointer;
import org.vedette.client.http.json.JsonReader;

public class TemplateTest {
  /** Everything that is syntax somewhere, and characters of one to four octets. */
  private static final String NASTY =
      "&=+%?#/ \"\\{to}{text}<>'`$;:@,[]|^~*\r\n\t\u0000\u001f\u007f\u2028\u2029ä€\uD83D\uDE00";

  private static Template template(String text, Place place) {
    return ((Template.Read) Template.read(text, place)).template();
  }

  private static Values values(String text) {
    return new Values("+15550100", text, "A&B", "id-1", Secret.of("s=&\"1"));
  }

  @Test
  public void inAFormEveryValueIsOneValue() {
    Template form = template("a={to}&b={text}&c={from}&d={id}&e={digits}&f={secret}", Place.FORM);
    List<String> parts = List.of(form.render(values(NASTY)).split("&", -1));
    assertThat(parts).hasSize(6);
    assertThat(decoded(parts))
        .containsExactly("a=+15550100", "b=" + NASTY, "c=A&B", "d=id-1", "e=15550100", "f=s=&\"1");
  }

  @Test
  public void inAUrlNothingLeavesItsPlace() throws Exception {
    Template url =
        template(
            "https://host.example/x/{text}/send?t={text}&to={to}#".replace("#", ""), Place.URL);
    String rendered = url.render(values(NASTY));
    URI uri = new URI(rendered);
    assertThat(uri.getHost()).isEqualTo("host.example");
    assertThat(uri.getRawFragment()).isNull();
    List<String> path = List.of(uri.getRawPath().split("/", -1));
    assertThat(path).hasSize(4);
    assertThat(decoded(path.subList(2, 3))).containsExactly(NASTY);
    List<String> query = List.of(uri.getRawQuery().split("&", -1));
    assertThat(decoded(query)).containsExactly("t=" + NASTY, "to=+15550100");
    // A plus is a blank to some readers of a URL and a plus to others: neither may be written.
    assertThat(rendered).doesNotContain("+").contains("%20").contains("to=%2B15550100");
  }

  @Test
  public void inJsonEveryValueIsOneString() {
    Template json = template("{\"to\":\"{to}\",\"a\":[{\"text\":\"x{text}y\"}]}", Place.JSON);
    assertThat(textOf(json.render(values(NASTY)))).isEqualTo("x" + NASTY + "y");
  }

  @Test
  public void randomTextsComeBackFromEveryPlace() throws Exception {
    Random random = new Random(1);
    Template form = template("{text}", Place.FORM);
    Template url = template("https://h/?{text}", Place.URL);
    Template json = template("{\"to\":\"1\",\"a\":[{\"text\":\"{text}\"}]}", Place.JSON);
    for (int round = 0; round < 3000; round++) {
      String text =
          random
              .ints(random.nextInt(40), 0, 0x3000)
              .mapToObj(Character::toString)
              .collect(Collectors.joining());
      Values values = values(text);
      assertThat(decoded(List.of(form.render(values)))).containsExactly(text);
      assertThat(decoded(List.of(new URI(url.render(values)).getRawQuery()))).containsExactly(text);
      assertThat(textOf(json.render(values))).isEqualTo(text);
    }
  }

  @Test
  public void aHeaderTakesNoLineBreak() {
    assertThat(template("{text}", Place.HEADER).render(values("a\r\nX: 1"))).isEmpty();
    assertThat(template("n-{to}-{id}", Place.HEADER).render(values("")))
        .isEqualTo("n-+15550100-id-1");
  }

  @Test
  public void valuesAreNotReadAsTemplates() {
    assertThat(template("{text}", Place.JSON).render(values("{secret}{to}")))
        .isEqualTo("{secret}{to}");
  }

  @Test
  public void whatIsNoPlaceholderIsNamed() {
    assertThat(Template.read("to={to}&x={phone}", Place.FORM))
        .isEqualTo(new Template.Unknown("{phone}"));
    assertThat(Template.read("to={To}", Place.FORM)).isEqualTo(new Template.Unknown("{To}"));
  }

  @Test
  public void jsonDemandsPlaceholdersInsideOfStrings() {
    assertThat(sound("{\"to\":\"{to}\",\"text\":\"{text}\"}")).isTrue();
    assertThat(sound("[\"{to}\",{\"x\":[\"a {text} b {to}\"]}]")).isTrue();
    assertThat(sound("{\"to\":{digits},\"text\":\"{text}\"}")).isFalse();
    assertThat(sound("{\"{to}\":1,\"text\":\"{text}\"}")).isFalse();
    assertThat(sound("{\"to\":\"{to}\",\"to\":\"1\"}")).isFalse();
    assertThat(sound("{\"to\":\"{to}\"")).isFalse();
    assertThat(sound("to={to}")).isFalse();
    assertThat(sound("{\"to\":\"\\{to}\"}")).isFalse();
  }

  @Test
  public void nothingIsPrinted() {
    Template form = template("key=hidden-1&to={to}", Place.FORM);
    assertThat(form.toString()).doesNotContain("hidden-1");
    assertThat(values("code 123456").toString()).doesNotContain("123456").doesNotContain("1555");
  }

  private static boolean sound(String json) {
    return JsonTemplates.sound(template(json, Place.JSON));
  }

  private static String textOf(String json) {
    return JsonReader.read(json)
        .flatMap(value -> JsonPointer.parse("/a/0/text").orElseThrow().scalar(value))
        .orElseThrow();
  }

  private static List<String> decoded(List<String> parts) {
    return parts.stream().map(each -> URLDecoder.decode(each, StandardCharsets.UTF_8)).toList();
  }
}
