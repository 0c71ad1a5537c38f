package org.vedette.gateway.smpp.back;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class SentIdsTest {
  @Test
  public void oneIdIsWrittenInManyWays() {
    String[][] table = {
      {"abc-1", "abc-1"},
      {"ABC-1", "abc-1"},
      {"00001234", "1234"},
      {"1234", "0000001234"},
      {"3ADE68B1", "987654321"},
      {"3ade68b1", "0987654321"},
      {"987654321", "3ADE68B1"},
      {"987654321", "000000003ade68b1"},
      {"0", "000"},
    };
    for (String[] row : table) {
      SentIds ids = new SentIds();
      ids.add(row[0]);
      assertThat(ids.meant(row[1])).as(row[0] + " as " + row[1]).contains(row[0]);
    }
  }

  @Test
  public void anotherIdIsNotMeant() {
    SentIds ids = new SentIds();
    ids.add("1234");
    for (String other : new String[] {"1235", "12340", "4660a", "", "x1234", "9".repeat(500)}) {
      assertThat(ids.meant(other)).as(other).isEmpty();
    }
    // The same letters win over the other way to read them.
    ids.add("10");
    ids.add("16");
    assertThat(ids.meant("10")).contains("10");
    assertThat(ids.meant("16")).contains("16");
  }

  @Test
  public void theOldestAreForgotten() {
    SentIds ids = new SentIds();
    for (int i = 0; i <= SentIds.MOST; i++) {
      ids.add("m-" + i);
    }
    assertThat(ids.meant("m-0")).isEmpty();
    assertThat(ids.meant("m-1")).contains("m-1");
    assertThat(ids.meant("m-" + SentIds.MOST)).isPresent();
  }
}
