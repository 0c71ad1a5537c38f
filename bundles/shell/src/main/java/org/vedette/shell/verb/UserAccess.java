package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.util.List;
import java.util.Map;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Verb;

/** The verbs of users that decide whether they get in: passwords, PINs, blocks, lockouts. */
final class UserAccess {
  private static final String STDIN = "stdin";

  List<Verb> verbs() {
    return List.of(
        verb("password", "Set a user's password.")
            .needs("NAME", UserNoun.NAME)
            .flag(STDIN, "Read the password from standard input, one line.")
            .details(
                "Asks twice without showing what is typed. Used by applications with"
                    + " primary=local; users of a directory have their password there.")
            .example("vedette user password alice", "asks for it twice")
            .example("vedette user password alice --stdin < file", "from a file, for a script")
            .does(UserAccess::password),
        verb("pin", "Set, change or remove a user's PIN.")
            .needs("NAME", UserNoun.NAME)
            .flag(STDIN, "Read the PIN from standard input, one line.")
            .flag("must-change", "Let the user choose another one at the next sign-in.")
            .flag("generate", "Make a random PIN and show it once.")
            .flag("remove", "Remove the PIN.")
            .flag("mail", "Send a generated PIN to the user by mail, or tell of a change.")
            .details("A PIN is typed after the code by users whose enrollment has the mode pin.")
            .example("vedette user pin alice --must-change", "asks for a first PIN twice")
            .example(
                "vedette user pin alice --generate --mail", "a first PIN that nobody else sees")
            .example("vedette user pin alice --remove", "she needs none any more")
            .does(UserAccess::pin),
        verb("block", "Refuse a user's sign-ins until a day.")
            .needs("NAME", UserNoun.NAME)
            .option("reason", "TEXT", "Why, for the audit and for colleagues; required.")
            .option("days", "N", "For so many days, 1 to 3650; default 90.")
            .example("vedette user block alice --reason \"phone stolen\"", "for 90 days")
            .example("vedette user block alice --reason leave --days 30", "for the time of a leave")
            .does(UserAccess::block),
        verb("unblock", "End the block of a user.")
            .needs("NAME", UserNoun.NAME)
            .option("reason", "TEXT", "Why, for the audit.")
            .example("vedette user unblock alice --reason \"new phone\"", "lets her in again")
            .does(UserAccess::unblock),
        verb("bypass", "Let a user sign in once with the password alone.")
            .needs("NAME", UserNoun.NAME)
            .option("reason", "TEXT", "Why, for the audit and for colleagues; required.")
            .option("seconds", "N", "For so long, 1 to 1800; default 300.")
            .flag("end", "Take it back.")
            .details(
                "For somebody whose phone is lost: it counts at once, for the next sign-in only, and"
                    + " ends by itself. A block, a lockout, or an application with requireAlways"
                    + " comes before it.")
            .example("vedette user bypass alice --reason \"phone lost\"", "within five minutes")
            .example("vedette user bypass alice --end", "takes it back")
            .does(UserAccess::bypass),
        verb("unlock", "End the lockout or wait that wrong codes or PINs have caused.")
            .needs("NAME", UserNoun.NAME)
            .details("A lockout also ends by itself; user show tells when.")
            .example("vedette user unlock alice", "she may try again at once")
            .does(UserAccess::unlock));
  }

  private static String path(Call call) {
    return "/users" + Api.path(call.arguments().word(0));
  }

  private static int password(Call call) {
    String name = call.arguments().word(0);
    String password = call.secret("Password", STDIN, true);
    Doc answer = call.api().put(path(call) + "/password", Map.of("password", password));
    if (!call.wroteJson(answer)) {
      call.say("The password of " + name + " is set.");
      call.next("vedette enrollment add " + Call.word(name), "adds the second factor");
    }
    return Failure.DONE;
  }

  private static int pin(Call call) {
    String name = call.arguments().word(0);
    boolean generate = call.arguments().has("generate");
    boolean mail = call.arguments().has("mail");
    boolean mustChange = call.arguments().has("must-change");
    String path = path(call) + "/pin" + (mail ? "?mail=true" : "");
    if (call.arguments().has("remove")) {
      if (generate || mail || mustChange || call.arguments().has(STDIN)) {
        throw Failure.usage(
            "--remove stands alone.", "vedette user pin " + Call.word(name) + " --remove");
      }
      return said(call, call.api().delete(path), "The PIN of " + name + " is removed.");
    }
    if (!generate) {
      String pin = call.secret("PIN", STDIN, true);
      Doc set = call.api().put(path, Map.of("pin", pin, "mustChange", mustChange));
      return said(call, set, "The PIN of " + name + " is set.");
    }
    Doc made = call.api().put(path, Map.of("generate", true, "mustChange", mustChange || mail));
    return said(
        call,
        made,
        made.flag("mailed")
            ? "A PIN is on its way to " + name + " by mail."
            : "The PIN of " + name + " is " + made.text("pin") + ": it is not shown again.");
  }

  private static int said(Call call, Doc answer, String sentence) {
    if (!call.wroteJson(answer)) {
      String name = call.arguments().word(0);
      call.say(sentence);
      call.next("vedette user show " + Call.word(name), "shows what the user needs to sign in");
    }
    return Failure.DONE;
  }

  private static int block(Call call) {
    String reason =
        call.arguments()
            .option("reason")
            .orElseThrow(
                () ->
                    Failure.usage(
                        "--reason is missing: somebody will ask why.",
                        "vedette user block NAME --reason \"phone stolen\""));
    int days = call.arguments().number("days", 90, 1, 3650);
    Doc user = call.api().put(path(call) + "/block", Map.of("reason", reason, "days", days));
    if (!call.wroteJson(user)) {
      String name = user.text("username");
      String until = call.times().local(user.doc("block").text("until"));
      call.say("Blocked " + name + " until " + until + ".");
      call.next("vedette user unblock " + Call.word(name), "ends it earlier");
    }
    return Failure.DONE;
  }

  private static int unblock(Call call) {
    String reason = call.arguments().option("reason").orElse("");
    Doc user = call.api().delete(path(call) + "/block?reason=" + Api.encode(reason));
    if (!call.wroteJson(user)) {
      call.say(call.arguments().word(0) + " is not blocked any more.");
      call.next("vedette user show " + Call.word(call.arguments().word(0)), "shows the user");
    }
    return Failure.DONE;
  }

  private static int bypass(Call call) {
    String name = call.arguments().word(0);
    if (call.arguments().has("end")) {
      Doc user = call.api().delete(path(call) + "/bypass");
      if (!call.wroteJson(user)) {
        call.say(name + " has no bypass any more.");
      }
      return Failure.DONE;
    }
    String reason =
        call.arguments()
            .option("reason")
            .orElseThrow(
                () ->
                    Failure.usage(
                        "--reason is missing: somebody will ask why.",
                        "vedette user bypass NAME --reason \"phone lost\""));
    int seconds = call.arguments().number("seconds", 300, 1, 1800);
    Doc user = call.api().put(path(call) + "/bypass", Map.of("reason", reason, "seconds", seconds));
    if (!call.wroteJson(user)) {
      String until = call.times().local(user.doc("bypass").text("until"));
      call.say(name + " may sign in once with the password alone, until " + until + ".");
      call.next("vedette user bypass " + Call.word(name) + " --end", "takes it back");
    }
    return Failure.DONE;
  }

  private static int unlock(Call call) {
    Doc answer = call.api().delete(path(call) + "/lockout");
    if (!call.wroteJson(answer)) {
      call.say(call.arguments().word(0) + " is not locked out any more.");
      call.next(
          "vedette audit list --text " + Call.word(call.arguments().word(0)),
          "shows what led to the lockout");
    }
    return Failure.DONE;
  }
}
