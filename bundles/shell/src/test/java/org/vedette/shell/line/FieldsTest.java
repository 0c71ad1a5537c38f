package org.vedette.shell.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.vedette.shell.Failure;
import org.vedette.shell.line.Field.Kind;

public class FieldsTest {
  private static final List<Field> KNOWN =
      List.of(
          new Field("name", Kind.TEXT, ""),
          new Field("method", Kind.CLEARABLE, ""),
          new Field("on", Kind.FLAG, ""),
          new Field("size", Kind.NUMBER, ""),
          new Field("many", Kind.LIST, ""),
          new Field("phone", Kind.PHONE, ""),
          new Field("languages.call", Kind.TEXT, ""));

  private static Map<String, Object> read(Fields fields, String... pairs) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      all.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return fields.read(all);
  }

  private static String refusal(Fields fields, String... pairs) {
    return catchThrowableOfType(Failure.class, () -> read(fields, pairs)).text();
  }

  @Test
  public void readsEachKind() {
    Map<String, Object> json =
        read(
            Fields.of(KNOWN),
            "name=a b",
            "method=",
            "on=yes",
            "size=30",
            "many=a, b,",
            "phone=+49 30 123-456 x12",
            "languages.call=de");
    assertThat(json).containsEntry("name", "a b").containsEntry("method", null);
    assertThat(json).containsEntry("on", true).containsEntry("size", 30L);
    assertThat(json).containsEntry("many", List.of("a", "b"));
    assertThat(json)
        .containsEntry("phone", "+49 30 123-456 x12")
        .containsEntry("languages", Map.of("call", "de"));
  }

  @Test
  public void clearsListsAndPhones() {
    assertThat(read(Fields.of(KNOWN), "many=", "phone="))
        .containsEntry("many", List.of())
        .containsEntry("phone", null);
  }

  @Test
  public void explainsWhatIsExpected() {
    Fields fields = Fields.of(KNOWN, "password");
    assertThat(refusal(fields, "on=perhaps")).contains("on=true");
    assertThat(refusal(fields, "size=ten")).contains("size=30");
    assertThat(refusal(fields, "nmae=x")).contains("Did you mean name?");
    assertThat(refusal(fields, "password=x")).contains("never stands on a command line");
  }

  @Test
  public void handsOnWhatOnlyTheServerKnows() {
    assertThat(read(Fields.of(KNOWN).openTo("extra", ""), "name=a", "port.x=1", "b=2"))
        .containsEntry("name", "a")
        .containsEntry("extra", Map.of("port.x", "1", "b", "2"));
    assertThat(read(Fields.of(KNOWN).openTo("", ""), "a.b=1")).containsEntry("a.b", "1");
  }
}
