package org.vedette.shell.verb;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.view.Bar;
import org.vedette.shell.view.Table;

/** Asks which recorded sign-ins would have ended otherwise, and shows how far the server is. */
final class PolicyReplay {
  private static final Duration PATIENCE = Duration.ofMinutes(11);
  private static final int HUNDREDTHS = 100;

  private final Call call;

  PolicyReplay(Call call) {
    this.call = call;
  }

  int run() {
    Map<String, @Nullable Object> body = body();
    Api api = call.api().within(PATIENCE);
    Doc report =
        Bar.during(
            call.terminal(),
            "replaying recorded sign-ins",
            this::progress,
            () -> api.post("/policy/replay", body));
    if (!call.wroteJson(report)) {
      tell(report);
    }
    return Failure.DONE;
  }

  private Map<String, @Nullable Object> body() {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    List<Map<String, @Nullable Object>> draft = new ArrayList<>();
    Map<String, @Nullable Object> fields = RuleWords.body(call.arguments().pairs());
    Optional<String> name = call.arguments().maybe(0);
    if (name.isEmpty() && !fields.isEmpty()) {
      throw Failure.usage(
          "Fields are given, and no name of a rule.", "vedette policy replay NAME KEY=VALUE");
    }
    name.ifPresent(it -> draft.add(named(it, fields)));
    for (String each : call.arguments().all("enforce")) {
      draft.add(named(each, Map.of("mode", "enforce")));
    }
    body.put("draft", draft);
    body.put("without", call.arguments().all("without"));
    body.put("only", call.arguments().has("only"));
    body.put("limit", call.arguments().number("limit", 200, 0, 1000));
    Instant now = Instant.now();
    for (String option : List.of("from", "to")) {
      call.arguments()
          .option(option)
          .ifPresent(it -> body.put(option, call.times().parse(option, it, now)));
    }
    return body;
  }

  private static Map<String, @Nullable Object> named(
      String name, Map<String, ? extends @Nullable Object> fields) {
    Map<String, @Nullable Object> rule = new LinkedHashMap<>();
    rule.put("name", name);
    rule.putAll(fields);
    return rule;
  }

  /** Asked beside the replay, so whatever goes wrong here is not told. */
  private Optional<Bar.Step> progress() {
    try {
      Doc now = call.api().get("/policy/replay");
      return now.flag("running")
          ? Optional.of(new Bar.Step(now.number("done"), HUNDREDTHS))
          : Optional.empty();
    } catch (Failure unknown) {
      return Optional.empty();
    }
  }

  private void tell(Doc report) {
    Table table =
        new Table("TIME", "RECORD", "USER", "APPLICATION", "FROM", "WAS", "WOULD", "RULE");
    for (Doc it : report.docs("items")) {
      table.row(
          call.times().local(it.text("at")),
          it.text("id"),
          it.text("username"),
          it.text("application"),
          it.text("clientAddress"),
          it.text("was"),
          it.text("would") + (it.flag("uncertain") ? " ?" : ""),
          it.text("rule"));
    }
    if (!table.isEmpty()) {
      call.table(table);
      call.print("");
    }
    report
        .doc("counts")
        .fields()
        .forEach((change, count) -> call.say(Doc.text(count) + " times " + change));
    call.say(
        "%s of %s sign-ins would have ended otherwise%s."
            .formatted(
                report.text("changed"),
                report.text("judged"),
                report.number("uncertain") == 0
                    ? ""
                    : "; of " + report.text("uncertain") + " the record does not tell all"));
    if (!report.flag("complete")) {
      call.say(
          call.paint().warn("It stopped at " + call.times().local(report.text("reached")) + "."));
      call.next("vedette policy replay --to \"" + report.text("reached") + "\" ...", "goes on");
    } else if (report.number("changed") > 0 && !table.isEmpty()) {
      call.next("vedette why ID", "how one of them ended, step by step");
    } else {
      call.next("vedette policy list", "shows the rules that count");
    }
  }
}
