package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Field;
import org.vedette.shell.line.Field.Kind;
import org.vedette.shell.line.Fields;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Verb;
import org.vedette.shell.view.Qr;
import org.vedette.shell.view.Table;

/** The second factors of users. */
final class EnrollmentNoun implements Noun {
  private static final String OATH = "oath";
  private static final Fields PARAMETERS =
      Fields.of(List.of(), "secret")
          .openTo("params", "Parameters of the method; \"enrollment methods\" lists them.");
  private static final Fields CHANGES =
      Fields.of(List.of(new Field("enabled", Kind.FLAG, "Whether it may be used.")));
  private static final String ID = "Id as shown by \"enrollment list\".";

  @Override
  public String name() {
    return "enrollment";
  }

  @Override
  public String summary() {
    return "Give users their second factors: code apps and code generators.";
  }

  @Override
  public List<Verb> verbs() {
    return List.of(
        verb("add", "Add a second factor to a user, and show what the user must scan.")
            .needs("USER", UserNoun.NAME)
            .fields(PARAMETERS)
            .option("method", "ID", "Method, as listed by \"enrollment methods\"; default oath.")
            .option("mode", "MODE", "standard, or pin when the user's PIN follows the code.")
            .option("label", "TEXT", "What the user calls it, like phone.")
            .flag("secret-stdin", "Import: read the secret from standard input, Base32 or hex.")
            .option("qr", "HOW", "auto, dark, light (colours of your terminal) or none.")
            .details(
                "Prints an otpauth address and draws it as a QR code for the user's code app. Both"
                    + " hold the secret: show them to the user only, and clear the screen.")
            .details(
                "Without --secret-stdin the server makes the secret. With it the code generator the"
                    + " user already has goes on working.")
            .example("vedette enrollment add alice", "a code app: TOTP, 6 digits, 30 s")
            .example(
                "vedette enrollment add alice --label token digits=8 algorithm=SHA256",
                "with parameters of the method")
            .example(
                "vedette enrollment add bob --secret-stdin < secret.txt",
                "a code generator that exists")
            .does(EnrollmentNoun::add),
        verb("list", "List the second factors of a user.")
            .needs("USER", UserNoun.NAME)
            .example("vedette enrollment list alice", "with their ids")
            .does(EnrollmentNoun::list),
        verb("set", "Switch a second factor on or off.")
            .needs("ID", ID)
            .fields(CHANGES)
            .example(
                "vedette enrollment set 0b6f5f2c-8a51-4c39-9a0d-5f1f5be0c9aa enabled=false",
                "not used until it is switched on again")
            .does(EnrollmentNoun::set),
        verb("remove", "Remove a second factor.")
            .needs("ID", ID)
            .example(
                "vedette enrollment remove 0b6f5f2c-8a51-4c39-9a0d-5f1f5be0c9aa",
                "removes it at once, without a question")
            .does(EnrollmentNoun::remove),
        verb("resync", "Find the place of a code generator whose clock or counter went astray.")
            .needs("ID", ID)
            .needs("CODE1", "The code that it shows now.")
            .needs("CODE2", "The next code that it shows.")
            .details("Both codes are used up by this and cannot sign anybody in.")
            .example(
                "vedette enrollment resync 0b6f5f2c-8a51-4c39-9a0d-5f1f5be0c9aa 123456 654321",
                "two codes, one right after the other")
            .does(EnrollmentNoun::resync),
        verb("methods", "List the methods that are installed, with their modes and parameters.")
            .example("vedette enrollment methods", "what --method and KEY=VALUE may be")
            .does(EnrollmentNoun::methods));
  }

  private static int add(Call call) {
    String user = call.arguments().word(0);
    String qr = call.arguments().option("qr").orElse("auto");
    if (!List.of("auto", "dark", "light", "none").contains(qr)) {
      throw Failure.usage("--qr: auto, dark, light or none is expected, for example --qr dark");
    }
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("method", call.arguments().option("method").orElse(OATH));
    body.put("mode", call.arguments().option("mode").orElse("standard"));
    body.put("label", call.arguments().option("label").orElse(""));
    body.putAll(PARAMETERS.read(call.arguments().pairs()));
    boolean imported = call.arguments().has("secret-stdin");
    if (imported) {
      body.put("secret", call.readLine("The secret").strip());
    }
    Doc answer = call.api().post("/users" + Api.path(user) + "/enrollments", body);
    if (call.wroteJson(answer)) {
      return Failure.DONE;
    }
    Doc enrollment = answer.doc("enrollment");
    call.say(
        "Added " + enrollment.text("method") + " for " + user + ", id " + enrollment.text("id"));
    String uri = answer.doc("show").text("otpauth");
    if (!uri.isEmpty() && !imported) {
      call.print("");
      draw(call, uri, qr);
      call.say(uri);
      call.print("");
      call.say("Scan it with a code app. It holds the secret and is not shown again.");
    }
    String codes = answer.doc("show").text("codes");
    if (!codes.isEmpty()) {
      call.print("");
      codes.lines().forEach(each -> call.print("  " + each));
      call.print("");
      call.say("Each is good for one sign-in. They are not shown again.");
    }
    List<String> next =
        new ArrayList<>(List.of("vedette application list", "shows where the user can sign in"));
    if (enrollment.text("method").equals(OATH)) {
      next.add("vedette enrollment resync " + enrollment.text("id") + " CODE1 CODE2");
      next.add("if its codes are not taken");
    }
    call.next(next.toArray(String[]::new));
    return Failure.DONE;
  }

  private static void draw(Call call, String uri, String how) {
    boolean terminal = call.terminal().columns() > 0;
    if (how.equals("none") || how.equals("auto") && !terminal) {
      return;
    }
    Qr code = new Qr(uri);
    if (terminal && code.width() > call.terminal().columns()) {
      call.say("The terminal is too narrow for the QR code: " + code.width() + " columns needed.");
      return;
    }
    Qr.Style style = how.equals("light") ? Qr.Style.LIGHT : Qr.Style.DARK;
    if (how.equals("auto") && call.terminal().colours()) {
      style = Qr.Style.COLOURS;
    }
    code.lines(style).forEach(call::print);
  }

  /** Shows enrollments in a table. */
  static Table table(Call call, List<Doc> enrollments) {
    Table table =
        new Table("ENROLLMENT", "METHOD", "MODE", "LABEL", "ENABLED", "CREATED", "DETAILS");
    for (Doc it : enrollments) {
      table.row(
          it.text("id"),
          it.text("method"),
          it.text("mode"),
          it.text("label"),
          it.flag("enabled") ? "yes" : "no",
          call.times().local(it.text("created")),
          details(it));
    }
    return table;
  }

  private static String details(Doc enrollment) {
    return String.join(
            " ", enrollment.text("params"), enrollment.text("serial"), enrollment.text("state"))
        .strip();
  }

  private static int list(Call call) {
    String user = call.arguments().word(0);
    Doc page = call.api().get("/users" + Api.path(user) + "/enrollments");
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    Table table = table(call, page.docs("items"));
    if (table.isEmpty()) {
      call.say(user + " has no second factor.");
      call.next("vedette enrollment add " + Call.word(user), "adds one");
    } else {
      call.table(table);
      call.print("");
      call.next("vedette enrollment remove ID", "removes one");
    }
    return Failure.DONE;
  }

  private static int set(Call call) {
    Map<String, @Nullable Object> body = CHANGES.read(call.arguments().pairs());
    if (body.isEmpty()) {
      throw Failure.usage("No field is given.", "vedette enrollment set --help");
    }
    Doc answer = call.api().patch("/enrollments" + Api.path(call.arguments().word(0)), body);
    if (!call.wroteJson(answer)) {
      boolean on = answer.flag("enabled");
      call.say("The enrollment is switched " + (on ? "on." : "off."));
      call.next(
          "vedette enrollment list " + Call.word(answer.text("username")),
          "shows all of this user");
    }
    return Failure.DONE;
  }

  private static int remove(Call call) {
    Doc answer = call.api().delete("/enrollments" + Api.path(call.arguments().word(0)));
    if (!call.wroteJson(answer)) {
      call.say("Removed the enrollment.");
      call.next("vedette enrollment add USER", "adds another one");
    }
    return Failure.DONE;
  }

  private static int resync(Call call) {
    String id = call.arguments().word(0);
    List<String> codes = List.of(call.arguments().word(1), call.arguments().word(2));
    Doc answer = call.api().post("/enrollments" + Api.path(id) + "/resync", Map.of("codes", codes));
    if (!call.wroteJson(answer)) {
      call.say("Found its place again. The next code it shows signs in.");
      call.next("vedette audit tail", "watch the user try it");
    }
    return Failure.DONE;
  }

  private static int methods(Call call) {
    Doc page = call.api().get("/methods");
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    Table table = new Table("METHOD", "MODES", "PARAMETER", "DEFAULT", "MEANING").wrapping();
    for (Doc method : page.docs("items")) {
      table.row(method.text("id"), method.text("modes"), "", "", method.text("label"));
      for (Doc it : method.docs("params")) {
        table.row("", "", it.text("name"), it.text("default"), it.text("description"));
      }
    }
    call.table(table);
    call.print("");
    call.next("vedette enrollment add USER --method ID", "adds one of them to a user");
    return Failure.DONE;
  }
}
