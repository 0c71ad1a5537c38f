package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Verb;
import org.vedette.shell.view.Table;

/** Ordered rules about who may sign in where, when and how. */
final class PolicyNoun implements Noun {
  private static final String RULES = "/policy/rules";
  private static final String NAME = "Name of the rule; case does not matter.";

  @Override
  public String name() {
    return "policy";
  }

  @Override
  public String summary() {
    return "Say by rules who may sign in where, when, and with which second factor.";
  }

  @Override
  public List<Verb> verbs() {
    return List.of(
        verb("list", "List the rules in the order they are looked at.")
            .details(
                "The first rule that is enforced and whose conditions all hold decides. Where none"
                    + " does, applications alone decide. Blocked and locked users, and those who are"
                    + " not in the data, never get as far as the rules.")
            .example("vedette policy list", "with their conditions")
            .does(PolicyNoun::list),
        verb("show", "Show all that is set for a rule.")
            .needs("NAME", NAME)
            .example("vedette policy show \"No night\"", "with its version")
            .does(PolicyNoun::show),
        verb("add", "Add a rule; it only observes until its mode is enforce.")
            .needs("NAME", "Name, 1 to 64 characters, like \"No night\".")
            .fields(RuleWords.FIELDS)
            .details(
                "All conditions must hold; of several values one must. A rule that observes is"
                    + " written down in the record of each sign-in it matches, and changes nothing.")
            .example(
                "vedette policy add \"No night\" effect=deny \"time=22:00-06:00 Europe/Zurich\"",
                "observed first")
            .example(
                "vedette policy add Admins effect=require methods=oath group=admins"
                    + " application=vpn position=1 mode=enforce",
                "only tokens will do, always")
            .example(
                "vedette policy add Office effect=permit network=@office not.group=contractors",
                "no second factor in the office")
            .does(PolicyNoun::add),
        verb("change", "Change fields of a rule; the others stay.")
            .needs("NAME", NAME)
            .fields(RuleWords.FIELDS)
            .details("A condition without values goes: group= removes the condition on groups.")
            .example("vedette policy change \"No night\" mode=enforce", "it counts from now on")
            .example("vedette policy change Office network=@office,192.0.2.7", "one condition")
            .does(PolicyNoun::change),
        verb("move", "Put a rule at another place.")
            .needs("NAME", NAME)
            .needs("POSITION", "Its place afterwards, from 1.")
            .example("vedette policy move Admins 1", "looked at first")
            .does(PolicyNoun::move),
        verb("remove", "Remove a rule.")
            .needs("NAME", NAME)
            .details("To switch it off for a while: policy change NAME mode=off.")
            .example("vedette policy remove \"No night\"", "at once, without a question")
            .does(PolicyNoun::remove),
        verb("explain", "Tell which rule would fire for a sign-in, and why the others would not.")
            .needs("USER", "Name of the user.")
            .option("application", "NAME", "The application; must be given.")
            .option("address", "ADDRESS", "Address of the person's device; default: not told.")
            .option("at", "TIME", "When, like \"2026-01-31 23:05\"; default: now.")
            .option("group", "GROUP", "A group that the directory would tell; may be repeated.")
            .option("method", "ID", "A method the user would have; may be repeated.")
            .option("listener", "ID", "Listener, if not that of the application.")
            .details(
                "The sign-in is made up, its password taken to be right; it goes through the very"
                    + " checks of the server, and changes nothing.")
            .example("vedette policy explain alice --application vpn", "as of now")
            .example(
                "vedette policy explain alice --application vpn --address 198.51.100.9 --at"
                    + " \"2026-01-31 23:05\" --group admins",
                "somewhere else, at night")
            .does(PolicyNoun::explain),
        verb("replay", "List recorded sign-ins that would have ended otherwise by other rules.")
            .takes("NAME", "A rule to change, or to add, for this only.")
            .fields(RuleWords.FIELDS)
            .option("enforce", "NAME", "Take this rule as enforced; may be repeated.")
            .option("without", "NAME", "Leave this rule out; may be repeated.")
            .flag("only", "Leave all stored rules out.")
            .option("from", "TIME", "Since then, like 2026-01-31, 12h, 30d; default 7d.")
            .option("to", "TIME", "Until then; default: now.")
            .option("limit", "N", "List at most so many, 0 to 1000; default 200.")
            .details(
                "Nothing is changed. Users, stored groups and enrollments are taken as they are"
                    + " now. Sign-ins whose record does not tell what a rule looks at are marked"
                    + " with a question mark.")
            .example("vedette policy replay --enforce \"No night\" --from 30d", "before it counts")
            .example(
                "vedette policy replay Abroad effect=deny not.network=@office mode=enforce",
                "a rule that is not there yet")
            .does(call -> new PolicyReplay(call).run()));
  }

  private static int list(Call call) {
    Doc page = call.api().get(RULES);
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    Table table = new Table("#", "RULE", "MODE", "EFFECT", "WHEN").wrapping();
    for (Doc it : page.docs("items")) {
      table.row(
          it.text("position"),
          it.text("name"),
          it.text("mode"),
          RuleWords.effect(it),
          RuleWords.conditions(it));
    }
    if (table.isEmpty()) {
      call.say("There are no rules: applications alone decide.");
      call.next("vedette policy add --help", "tells how to add one");
    } else {
      call.table(table);
      call.print("");
      call.next("vedette policy explain USER --application NAME", "tells which one fires");
    }
    return Failure.DONE;
  }

  private static int show(Call call) {
    Doc it = call.api().get(RULES + Api.path(call.arguments().word(0)));
    if (call.wroteJson(it)) {
      return Failure.DONE;
    }
    List<String[]> facts = new ArrayList<>();
    it.fields()
        .forEach(
            (key, value) -> {
              if (!key.equals("when") && !key.equals("not")) {
                facts.add(new String[] {key, Doc.text(value)});
              }
            });
    it.doc("when").fields().forEach((key, value) -> facts.add(new String[] {key, Doc.text(value)}));
    it.doc("not")
        .fields()
        .forEach((key, value) -> facts.add(new String[] {"not." + key, Doc.text(value)}));
    call.facts(facts);
    call.print("");
    call.next("vedette policy change " + Call.word(it.text("name")) + " KEY=VALUE", "changes it");
    return Failure.DONE;
  }

  private static int add(Call call) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("name", call.arguments().word(0));
    body.putAll(RuleWords.body(call.arguments().pairs()));
    if (!body.containsKey("effect")) {
      throw Failure.usage(
          "effect=... is missing: permit, require or deny?",
          "vedette policy add " + Call.word(call.arguments().word(0)) + " effect=deny");
    }
    return written(call, call.api().post(RULES, body), "Added");
  }

  private static int change(Call call) {
    Map<String, @Nullable Object> body = RuleWords.body(call.arguments().pairs());
    if (body.isEmpty()) {
      throw Failure.usage("No field is given.", "vedette policy change --help");
    }
    String path = RULES + Api.path(call.arguments().word(0));
    return written(call, call.api().patch(path, body), "Changed");
  }

  private static int move(Call call) {
    String typed = call.arguments().word(1);
    if (!typed.matches("[0-9]{1,3}")) {
      throw Failure.usage("POSITION: a number from 1 is expected.", "vedette policy move NAME 1");
    }
    String path = RULES + Api.path(call.arguments().word(0), "move");
    Doc rule = call.api().post(path, Map.of("position", Integer.valueOf(typed)));
    return written(call, rule, "Moved");
  }

  private static int written(Call call, Doc rule, String what) {
    if (call.wroteJson(rule)) {
      return Failure.DONE;
    }
    String name = Call.word(rule.text("name"));
    call.say(
        "%s the rule %s: number %s, %s, mode %s."
            .formatted(
                what,
                rule.text("name"),
                rule.text("position"),
                RuleWords.effect(rule),
                rule.text("mode")));
    if (rule.text("mode").equals("observe")) {
      call.next(
          "vedette policy replay --enforce " + name,
          "which sign-ins it would have changed",
          "vedette policy change " + name + " mode=enforce",
          "makes it count");
    } else {
      call.next("vedette policy list", "shows all rules in their order");
    }
    return Failure.DONE;
  }

  private static int remove(Call call) {
    String name = call.arguments().word(0);
    Doc answer = call.api().delete(RULES + Api.path(name));
    if (!call.wroteJson(answer)) {
      call.say("Removed the rule " + name + ".");
      call.next("vedette policy list", "shows what is left");
    }
    return Failure.DONE;
  }

  private static int explain(Call call) {
    String application =
        call.arguments()
            .option("application")
            .orElseThrow(
                () ->
                    Failure.usage(
                        "--application is missing: where would it be?",
                        "vedette policy explain USER --application NAME"));
    StringBuilder query = new StringBuilder("/policy/explain");
    query.append("?user=").append(Api.encode(call.arguments().word(0)));
    query.append("&application=").append(Api.encode(application));
    call.arguments()
        .option("at")
        .map(it -> call.times().parse("at", it, Instant.now()))
        .ifPresent(it -> query.append("&at=").append(Api.encode(it)));
    for (String option : List.of("address", "listener", "group", "method")) {
      call.arguments()
          .all(option)
          .forEach(it -> query.append('&').append(option).append('=').append(Api.encode(it)));
    }
    Doc answer = call.api().get(query.toString());
    if (!call.wroteJson(answer)) {
      explained(call, answer);
    }
    return Failure.DONE;
  }

  private static void explained(Call call, Doc answer) {
    call.print(call.paint().bold(org.vedette.shell.view.Columns.clean(end(answer))));
    Table table = new Table("#", "RULE", "SAYS", "WHY").wrapping();
    int number = 0;
    for (Doc it : answer.docs("rules")) {
      table.row(
          "" + ++number, it.text("rule"), it.text("verdict").replace('-', ' '), it.text("why"));
    }
    if (!table.isEmpty()) {
      call.print("");
      call.table(table);
    }
    List<String> trace = answer.texts("trace");
    if (!trace.isEmpty()) {
      call.print("");
      trace.forEach(it -> call.say("    " + it));
    }
    call.print("");
    call.next("vedette policy list", "the rules with their conditions");
  }

  private static String end(Doc answer) {
    String by = answer.text("rule").isEmpty() ? "" : " by the rule " + answer.text("rule");
    if (answer.text("result").isEmpty()) {
      return "A second factor would be asked for" + by + ": " + answer.text("methods") + ".";
    }
    return (answer.flag("granted") ? "Let in" : "Denied") + by + ": " + answer.text("result") + ".";
  }
}
