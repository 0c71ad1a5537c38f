package org.vedette.client.http.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Test;

public class FormFieldsTest {
  @Test
  public void formsHaveLimits() {
    assertThat(FormFields.read(new byte[FormFields.MAX_OCTETS + 1])).isEmpty();
    assertThat(FormFields.read("a=1&".repeat(200).getBytes(StandardCharsets.UTF_8))).isPresent();
    assertThat(FormFields.read("a=1&".repeat(201).getBytes(StandardCharsets.UTF_8))).isEmpty();
    for (String bad :
        List.of("a=%", "a=%4", "a=%zz", "a=%FF", "%C3=1", "a=\u00e4".substring(0, 2) + "%E4")) {
      assertThat(FormFields.read(bad.getBytes(StandardCharsets.UTF_8))).as(bad).isEmpty();
    }
    assertThat(FormFields.read("a=%41".getBytes(StandardCharsets.UTF_8)).orElseThrow().only("a"))
        .contains("A");
  }
}
