package org.vedette.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.Test;

public class AuditPositionTest {
  private static final Instant AT = Instant.parse("2026-11-27T04:05:06.789Z");

  @Test
  public void whatWasWrittenIsRead() {
    AuditPosition position = new AuditPosition(AT, "0f8fad5b-d9cb-469f-a165-70867728950e", 12_345);
    assertThat(AuditPosition.parse(position.text())).contains(position);
    assertThat(position.text()).matches("[0-9a-z.-]+");
    AuditMarks marks = new AuditMarks(AT, Map.of("b-1", 7L, "a", 1L << 40));
    assertThat(AuditMarks.parse(marks.text())).contains(marks);
    assertThat(marks.text()).matches("[0-9a-z._-]+");
    AuditMarks none = new AuditMarks(AT, Map.of());
    assertThat(AuditMarks.parse(none.text())).contains(none);
  }

  @Test
  public void whatIsNotOursIsNotRead() {
    for (String text : new String[] {"", ".", "..", "1.2", "!.1.a", "1.!.a", "a".repeat(101)}) {
      assertThat(AuditPosition.parse(text)).as(text).isEmpty();
    }
    for (String text : new String[] {"", "!", "1_", "1_2", "1_!.a", "1".repeat(4_001)}) {
      assertThat(AuditMarks.parse(text)).as(text).isEmpty();
    }
  }

  @Test
  public void timeComesFirstThenServerThenNumber() {
    AuditPosition one = new AuditPosition(AT, "b", 2);
    assertThat(one).isLessThan(new AuditPosition(AT.plusMillis(1), "a", 1));
    assertThat(one).isLessThan(new AuditPosition(AT, "c", 1));
    assertThat(one).isLessThan(new AuditPosition(AT, "b", 3));
    assertThat(one).isEqualByComparingTo(new AuditPosition(AT, "b", 2));
  }
}
