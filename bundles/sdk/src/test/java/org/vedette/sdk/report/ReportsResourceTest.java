package org.vedette.sdk.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vedette.sdk.service.World.await;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.report.ReportDesk;
import org.vedette.api.report.ReportFilter;
import org.vedette.api.report.ReportTable;
import org.vedette.api.report.UsageReport;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.World;

public class ReportsResourceTest {
  private final World world = new World();
  private final Desk desk = new Desk();
  private final ReportsResource reports =
      new ReportsResource(world.installed, world.worker, world.clock);

  @Before
  public void install() {
    world.reports(desk);
  }

  @After
  public void close() {
    world.close();
  }

  @Test
  public void countsThirtyDaysUnlessAskedOtherwise() {
    Response answer = await(reports.usage("month", "Europe/Zurich", new Narrowing()));

    UsageView view = (UsageView) answer.getEntity();
    assertThat(view.items()).extracting(UsageView.CountView::key).containsExactly("2026-11");
    assertThat(desk.by).isEqualTo(ReportDesk.By.MONTH);
    assertThat(desk.zone).isEqualTo(ZoneId.of("Europe/Zurich"));
    assertThat(Duration.between(desk.filter.from(), desk.filter.to()))
        .isEqualTo(Duration.ofDays(30));
  }

  @Test
  public void writesFilesThatASpreadsheetTakesForTextAlone() {
    Narrowing csv = new Narrowing();
    csv.format = "csv";

    Response answer = await(reports.list("signins", null, "2", csv));

    assertThat(answer.getEntity())
        .isEqualTo(
            "time,user\r\nnow,\"'=cmd\"\r\n\"a,b\",\"say \"\"hi\"\"\"\r\n\"+41 79\",x  y\r\n");
    assertThat(answer.getHeaderString("Vedette-Next")).isEqualTo("mb2x.7.one");
    assertThat(desk.limit).isEqualTo(2);
  }

  @Test
  public void drawsPictures() {
    Narrowing svg = new Narrowing();
    svg.format = "svg";

    Response answer = await(reports.usage(null, null, svg));

    assertThat(answer.getEntity()).isEqualTo("<svg/>");
    assertThat(answer.getMediaType().toString()).startsWith("image/svg+xml");
  }

  @Test
  public void namesWhatIsWrong() {
    assertThat(problem("from", "2026-11-26", "to", "2026-11-25")).isEqualTo("from");
    assertThat(problem("status", "happy", "to", "")).isEqualTo("status");
    assertThat(problem("format", "pdf", "to", "")).isEqualTo("format");
    assertThat(
            catchThrowableOfType(Problem.class, () -> reports.usage("week", null, new Narrowing()))
                .field())
        .isEqualTo("by");
    assertThat(
            catchThrowableOfType(
                    Problem.class, () -> reports.usage("day", "Mars/Base", new Narrowing()))
                .field())
        .isEqualTo("zone");
    assertThat(
            catchThrowableOfType(
                Problem.class, () -> reports.list("weather", null, null, new Narrowing())))
        .hasMessageContaining("weather");
  }

  private @Nullable String problem(String one, String value, String two, String other) {
    Narrowing narrowing = new Narrowing();
    set(narrowing, one, value);
    set(narrowing, two, other);
    return catchThrowableOfType(Problem.class, () -> reports.list("signins", null, null, narrowing))
        .field();
  }

  private static void set(Narrowing narrowing, String name, String value) {
    switch (name) {
      case "from" -> narrowing.from = value;
      case "to" -> narrowing.to = value;
      case "status" -> narrowing.status = value;
      default -> narrowing.format = value;
    }
  }

  private static final class Desk implements ReportDesk {
    private By by = By.SERVER;
    private ZoneId zone = ZoneId.of("UTC");
    private ReportFilter filter =
        new ReportFilter(Instant.EPOCH, Instant.EPOCH, "", "", "", "", Optional.empty());
    private int limit;

    @Override
    public ReportTable list(
        Kind kind, ReportFilter asked, String before, int most, BooleanSupplier enough) {
      filter = asked;
      limit = most;
      return new ReportTable(
          List.of("time", "user"),
          List.of(
              List.of("now", "=cmd"), List.of("a,b", "say \"hi\""), List.of("+41 79", "x\r\ny")),
          "mb2x.7.one",
          "");
    }

    @Override
    public UsageReport usage(By asked, ReportFilter which, ZoneId days, BooleanSupplier enough) {
      by = asked;
      filter = which;
      zone = days;
      UsageReport.Group group = new UsageReport.Group("2026-11", 1, 2, 3, 4);
      return new UsageReport(asked, List.of(group), group, true);
    }

    @Override
    public String chart(UsageReport usage) {
      return "<svg/>";
    }
  }
}
