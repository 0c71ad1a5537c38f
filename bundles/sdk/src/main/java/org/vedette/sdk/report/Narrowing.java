package org.vedette.sdk.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import org.vedette.api.report.ReportFilter;
import org.vedette.sdk.http.Params;
import org.vedette.sdk.http.Problem;

/** What all reports may be narrowed by; its fields are public for the OpenAPI document. */
public final class Narrowing {
  private static final Duration USUAL = Duration.ofDays(30);

  @QueryParam("from")
  public @Nullable String from;

  @QueryParam("to")
  public @Nullable String to;

  @QueryParam("user")
  public @Nullable String user;

  @QueryParam("phone")
  public @Nullable String phone;

  @QueryParam("application")
  public @Nullable String application;

  @QueryParam("method")
  public @Nullable String method;

  @QueryParam("status")
  public @Nullable String status;

  @QueryParam("format")
  public @Nullable String format;

  ReportFilter filter(Instant now) {
    Instant end = Params.time("to", to).orElse(now.plusSeconds(1));
    Instant begin = Params.time("from", from).orElse(end.minus(USUAL));
    if (!begin.isBefore(end)) {
      throw Problem.field("from", "a time before \"to\"");
    }
    return new ReportFilter(
        begin,
        end,
        Params.text("user", user, 256),
        Params.text("phone", phone, 30),
        Params.text("application", application, 100),
        Params.text("method", method, 64),
        one("status", status, ReportFilter.Status.class));
  }

  String format(String... allowed) {
    String wanted = Params.text("format", format, 10);
    if (wanted.isEmpty()) {
      return allowed[0];
    }
    if (!List.of(allowed).contains(wanted)) {
      throw Problem.field("format", "one of " + String.join(", ", allowed));
    }
    return wanted;
  }

  static <E extends Enum<E>> Optional<E> one(String name, @Nullable String text, Class<E> type) {
    String wanted = Params.text(name, text, 40);
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    List<String> names =
        Arrays.stream(type.getEnumConstants())
            .map(it -> it.name().toLowerCase(Locale.ROOT))
            .toList();
    int at = names.indexOf(wanted.toLowerCase(Locale.ROOT));
    if (at < 0) {
      throw Problem.field(name, "one of " + String.join(", ", names));
    }
    return Optional.of(type.getEnumConstants()[at]);
  }
}
