package org.vedette.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.Test;

public class AuditIdsTest {
  @Test
  public void idIsReadAsPeopleTypeIt() {
    String id = AuditIds.of(new Random(1).nextLong());

    assertThat(id)
        .matches("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
        .doesNotContain("I", "L", "O", "U");
    assertThat(AuditIds.parse(id.toLowerCase(Locale.ROOT))).contains(id);
    assertThat(AuditIds.parse(" " + id.replace("-", "") + " ")).contains(id);
    assertThat(AuditIds.parse("OIL0-0000-0000")).contains("0110-0000-0000");
  }

  @Test
  public void everythingElseIsNone() {
    assertThat(AuditIds.parse("")).isEmpty();
    assertThat(AuditIds.parse("K7Q2-9XMR-4TB")).isEmpty();
    assertThat(AuditIds.parse("K7Q2-9XMR-4TBCC")).isEmpty();
    assertThat(AuditIds.parse("K7Q2-9XMR-4TB!")).isEmpty();
    assertThat(AuditIds.parse("UUUU-UUUU-UUUU")).isEmpty();
  }
}
