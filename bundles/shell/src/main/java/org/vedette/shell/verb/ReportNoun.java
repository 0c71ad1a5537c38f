package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.util.List;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Verb;

/** {@code report}: sign-ins, blocks, bypasses and fraud, for people to read. */
final class ReportNoun implements Noun {
  @Override
  public String name() {
    return "report";
  }

  @Override
  public String summary() {
    return "Count and list sign-ins, blocks, bypasses and fraud; as tables, files and pictures.";
  }

  @Override
  public List<Verb> verbs() {
    return List.of(
        narrowed(verb("usage", "Count sign-ins."))
            .option(
                "by",
                "WHAT",
                "hour, day, month, application, listener, method, result or server; default day.")
            .option("svg", "FILE", "Write a picture into a new file.")
            .details(
                "Days and hours are those of this computer. A bar shows who was let in (#), who was"
                    + " not (x) and what had no decision (?).")
            .example("vedette report usage", "the last 30 days")
            .example("vedette report usage --by result --from 24h", "how sign-ins ended")
            .example(
                "vedette report usage --by month --from 2026-01-01 --svg 2026.svg", "a picture")
            .does(call -> new ReportUsage(call).run()),
        narrowed(verb("signins", "List sign-ins, the newest first."))
            .option("limit", "N", "At most so many, 1 to 10000; default 100; with --csv all.")
            .details(
                "What is told of a person beside the name is the setting personalFields of"
                    + " org.vedette.report: names, mail and telephone can be kept out.")
            .example("vedette report signins --user alice --from 7d", "one person's week")
            .example("vedette report signins --status denied --csv denied.csv", "for a spreadsheet")
            .example(
                "vedette report signins --application vpn --limit 20",
                "the last of one application")
            .does(call -> new ReportList(call, "signins").run()),
        list("blocks", "List who was blocked and let in again, by whom and why."),
        list("bypasses", "List one-time bypasses: given, used, taken back."),
        list("fraud", "List sign-ins that the person said were not theirs."));
  }

  private static Verb list(String name, String summary) {
    return narrowed(verb(name, summary))
        .option("limit", "N", "At most so many, 1 to 10000; default 100; with --csv all.")
        .example("vedette report " + name + " --from 90d", "the last quarter")
        .does(call -> new ReportList(call, name).run());
  }

  private static Verb.Builder narrowed(Verb.Builder verb) {
    return verb.option("from", "TIME", "Since then, like 2026-01-31 or 12h; default 30 days ago.")
        .option("to", "TIME", "Until then; default now.")
        .option("user", "TEXT", "Only names with this in them, or a user's id.")
        .option("phone", "DIGITS", "Only users with this in their telephone number.")
        .option("application", "NAME", "Only this application.")
        .option("method", "METHOD", "Only this second factor, like oath.")
        .option("status", "STATUS", "Only granted, denied or undecided sign-ins.")
        .option("csv", "FILE", "Write comma-separated values into a new file.");
  }
}
