package org.vedette.sdk.report;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.vedette.api.audit.AuditPosition;
import org.vedette.api.report.ReportDesk;
import org.vedette.api.report.ReportDesk.By;
import org.vedette.api.report.ReportDesk.Kind;
import org.vedette.api.report.ReportFilter;
import org.vedette.api.report.UsageReport;
import org.vedette.sdk.http.Params;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Worker;

/** Reports of sign-ins, blocks, bypasses and fraud. */
@Path("/reports")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "reports")
public final class ReportsResource {
  private static final String CSV = "text/csv";
  private static final String SVG = "image/svg+xml";

  /** It ends by itself before the caller is told that it took too long. */
  private static final Duration LONGEST = Duration.ofSeconds(100);

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Map<String, Kind> LISTS =
      Map.of(
          "signins", Kind.SIGN_INS,
          "blocks", Kind.BLOCKS,
          "bypasses", Kind.BYPASSES,
          "fraud", Kind.FRAUD);

  private final Installed installed;
  private final Worker worker;
  private final InstantSource clock;

  /** Takes the services. */
  public ReportsResource(Installed installed, Worker worker, InstantSource clock) {
    this.installed = installed;
    this.worker = worker;
    this.clock = clock;
  }

  /** Counts sign-ins. */
  @GET
  @Path("/usage")
  @Produces({MediaType.APPLICATION_JSON, CSV, SVG})
  @Operation(
      operationId = "reportUsage",
      summary = "Count sign-ins, as numbers, as a file for a spreadsheet or as a picture",
      description =
          "Times are UTC; from and to are 30 days up to now unless given. format is json, csv or"
              + " svg.")
  @ApiResponse(
      responseCode = "200",
      description = "the counts",
      content = @Content(schema = @Schema(implementation = UsageView.class)))
  public CompletionStage<Response> usage(
      @QueryParam("by") @Nullable String by,
      @QueryParam("zone") @Nullable String zone,
      @BeanParam Narrowing narrowing) {
    ReportFilter filter = narrowing.filter(clock.instant());
    By counted = Narrowing.one("by", by, By.class).orElse(By.DAY);
    ZoneId days = zone(zone);
    String format = narrowing.format("json", "csv", "svg");
    ReportDesk desk = installed.reports();
    return worker
        .run(() -> desk.usage(counted, filter, days, enough()), LIMIT)
        .thenApply(usage -> answer(desk, usage, format));
  }

  private static Response answer(ReportDesk desk, UsageReport usage, String format) {
    UsageView view = UsageView.of(usage);
    return switch (format) {
      case "svg" -> Response.ok(desk.chart(usage), SVG + ";charset=utf-8").build();
      case "csv" -> csv(List.of(view.by(), "granted", "denied", "undecided", "users"), view.rows());
      default -> Response.ok(view, MediaType.APPLICATION_JSON).build();
    };
  }

  /** Lists records. */
  @GET
  @Path("/{list}")
  @Produces({MediaType.APPLICATION_JSON, CSV})
  @Operation(
      operationId = "reportList",
      summary = "List sign-ins, blocks, bypasses or fraud, newest first",
      description =
          "list is signins, blocks, bypasses or fraud. What is told of a person is the setting"
              + " personalFields of org.vedette.report. format is json or csv; the header"
              + " Vedette-Next of a csv answer is what before goes on with.")
  @ApiResponse(
      responseCode = "200",
      description = "the rows",
      content = @Content(schema = @Schema(implementation = ReportView.class)))
  public CompletionStage<Response> list(
      @PathParam("list") String list,
      @QueryParam("before") @Nullable String before,
      @QueryParam("limit") @Nullable String limit,
      @BeanParam Narrowing narrowing) {
    Kind kind = LISTS.get(list);
    if (kind == null) {
      throw Problem.notFound("report", Params.text("list", list, 100));
    }
    ReportFilter filter = narrowing.filter(clock.instant());
    String below = below(before);
    int most = (int) Params.number("limit", limit, 1000, 1, ReportDesk.MOST_ROWS);
    boolean csv = narrowing.format("json", "csv").equals("csv");
    ReportDesk desk = installed.reports();
    return worker
        .run(() -> ReportView.of(desk.list(kind, filter, below, most, enough())), LIMIT)
        .thenApply(
            view ->
                csv
                    ? Response.fromResponse(csv(view.columns(), view.rows()))
                        .header("Vedette-Next", view.next())
                        .build()
                    : Response.ok(view, MediaType.APPLICATION_JSON).build());
  }

  private static String below(@Nullable String before) {
    String text = Params.text("before", before, 100);
    if (!text.isEmpty() && AuditPosition.parse(text).isEmpty()) {
      throw Problem.field("before", "what next of the page before says");
    }
    return text;
  }

  private BooleanSupplier enough() {
    long began = System.nanoTime();
    return () -> worker.hurried() || System.nanoTime() - began > LONGEST.toNanos();
  }

  private static Response csv(List<String> columns, List<List<String>> rows) {
    return Response.ok(Csv.of(columns, rows), CSV + ";charset=utf-8").build();
  }

  private static ZoneId zone(@Nullable String text) {
    String name = Params.text("zone", text, 60);
    try {
      return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException unknown) {
      throw Problem.field("zone", "a time zone, for example Europe/Zurich; UTC unless given");
    }
  }
}
