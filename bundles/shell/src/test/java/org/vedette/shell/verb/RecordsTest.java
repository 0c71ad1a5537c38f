package org.vedette.shell.verb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.Test;
import org.vedette.shell.http.Doc;

public class RecordsTest {
  private static Doc act(String result, String fields) {
    String json =
        "{\"kind\":\"ACT\",\"result\":\"%s\",\"actor\":\"local\",\"peer\":\"127.0.0.1\",\"fields\":{%s}}";
    return Doc.read(json.formatted(result, fields).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  public void actsTellWhatTheyActedOn() {
    assertThat(
            Records.where(
                act("token.add", "\"name\":\"(none) -> t2\",\"role\":\"(none) -> read\"")))
        .isEqualTo("t2 127.0.0.1");
    assertThat(Records.where(act("setting.remove", "\"pid\":\"p~corp -> (none)\"")))
        .isEqualTo("p~corp 127.0.0.1");
    assertThat(Records.where(act("server.start", ""))).isEqualTo("127.0.0.1");
  }

  @Test
  public void changesTellOldAndNew() {
    String fields = "\"pid\":\"p\",\"value.window\":\"1 -> 2\",\"record\":\"id\"";
    assertThat(Records.where(act("setting.change", fields)))
        .isEqualTo("p value.window: 1 -> 2, 127.0.0.1");
  }

  @Test
  public void actsTellWhoDidWhatToWhom() {
    Doc both =
        Doc.read("{\"actor\":\"local\",\"username\":\"alice\"}".getBytes(StandardCharsets.UTF_8));
    Doc one = Doc.read("{\"actor\":\"\",\"username\":\"alice\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(Records.who(both)).isEqualTo("local on alice");
    assertThat(Records.who(one)).isEqualTo("alice");
  }
}
