package org.vedette.accounting.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.Test;
import org.vedette.accounting.Samples;
import org.vedette.accounting.journal.JournalReader.Numbered;
import org.vedette.api.accounting.AccountingReport;
import org.vedette.api.accounting.AccountingStatus;
import org.vedette.api.store.MalformedRecordException;

public class StoredReportTest {
  @Test
  public void readsWhatItWrote() {
    for (Samples each :
        List.of(
            Samples.start("s-1"),
            Samples.stop("s ü").seconds(77).told(3).delay(4).target("radius:old"),
            Samples.of(AccountingStatus.OTHER, "").user(""))) {
      AccountingReport report = each.report();
      AccountingReport read =
          StoredReport.read(new Numbered(5, StoredReport.write(report))).report();
      assertThat(read.facts()).isEqualTo(report.facts());
      assertThat(read.attributes()).isEqualTo(report.attributes());
      assertThat(read)
          .usingRecursiveComparison()
          .ignoringFields("attributes", "facts")
          .isEqualTo(report);
    }
  }

  @Test
  public void garbageIsMalformedAndNothingElse() {
    Random random = new Random(3);
    byte[] good = StoredReport.write(Samples.stop("s-1").seconds(5).report());
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 3));
      for (int change = 0; change < 3 && bytes.length > 0; change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        StoredReport.read(new Numbered(1, bytes));
      } catch (MalformedRecordException expected) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(10_000);
  }
}
