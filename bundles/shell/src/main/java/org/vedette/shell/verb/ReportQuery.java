package org.vedette.shell.verb;

import java.time.Instant;
import java.util.List;
import org.vedette.shell.Call;
import org.vedette.shell.http.Api;

/** Makes the query of a report out of what was typed. */
final class ReportQuery {
  private final StringBuilder query = new StringBuilder();

  ReportQuery(Call call) {
    Instant now = Instant.now();
    for (String option : List.of("from", "to")) {
      call.arguments()
          .option(option)
          .ifPresent(typed -> add(option, call.times().parse(option, typed, now)));
    }
    for (String option : List.of("user", "phone", "application", "method", "status", "by")) {
      call.arguments().option(option).ifPresent(typed -> add(option, typed));
    }
  }

  ReportQuery add(String name, String value) {
    query
        .append(query.length() == 0 ? '?' : '&')
        .append(name)
        .append('=')
        .append(Api.encode(value));
    return this;
  }

  @Override
  public String toString() {
    return query.toString();
  }
}
