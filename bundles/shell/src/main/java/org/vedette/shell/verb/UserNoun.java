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
import org.vedette.shell.view.Table;

/** The people who sign in. */
final class UserNoun implements Noun {
  static final String NAME = "Username in any form that means the same: case does not matter.";

  static final Fields FIELDS =
      Fields.of(
          List.of(
              new Field("enabled", Kind.FLAG, "Whether the user may sign in; default true."),
              new Field("firstName", Kind.TEXT, "First name."),
              new Field("lastName", Kind.TEXT, "Last name."),
              new Field("email", Kind.TEXT, "Address for mail, like alice@example.org."),
              new Field("group", Kind.TEXT, "Free text that filters lists and reports."),
              new Field("description", Kind.TEXT, "Free text."),
              new Field(
                  "phone",
                  Kind.PHONE,
                  "Telephone as you would dial it, like \"+41 44 668 18 00\" or with an extension"
                      + " \"+41 44 668 18 00 x12\"; empty removes it."),
              new Field(
                  "backupPhone", Kind.PHONE, "Called when the first is not answered; as phone."),
              new Field(
                  "defaultMethod",
                  Kind.CLEARABLE,
                  "Method used first, like oath; empty: by the order."),
              new Field("methodOrder", Kind.LIST, "Methods tried after it, like oath,mail."),
              new Field("groups", Kind.LIST, "Groups the user belongs to, for rules."),
              new Field("languages.call", Kind.TEXT, "Language of calls, like de."),
              new Field("languages.text", Kind.TEXT, "Language of text messages."),
              new Field("languages.app", Kind.TEXT, "Language of the mobile app's prompts."),
              new Field("languages.oath", Kind.TEXT, "Language of prompts for codes.")),
          "password",
          "pin");

  @Override
  public String name() {
    return "user";
  }

  @Override
  public String summary() {
    return "Add, show, change and remove users, their passwords, PINs and blocks.";
  }

  @Override
  public List<Verb> verbs() {
    List<Verb> verbs =
        new ArrayList<>(
            List.of(
                verb("add", "Add a user.")
                    .needs(
                        "NAME", "Username, 1 to 256 characters, like alice or alice@example.org.")
                    .fields(FIELDS)
                    .details(
                        "The user can sign in once there is a password (or the application leaves"
                            + " the check of passwords to others) and an enrollment.")
                    .example("vedette user add alice", "just the name")
                    .example(
                        "vedette user add bob firstName=Bob email=bob@example.org"
                            + " phone=\"+49 30123456\"",
                        "with fields; quote what holds spaces")
                    .does(UserNoun::add),
                verb("show", "Show all that is known of a user.")
                    .needs("NAME", NAME)
                    .example("vedette user show alice", "fields, blocks, and the second factors")
                    .example("vedette user show alice --json", "the same for a program")
                    .does(UserNoun::show),
                verb("list", "List users, or find some.")
                    .takes("TEXT", "Part of a name, an address, a group or a description.")
                    .option("group", "GROUP", "Only those of exactly this group, in any case.")
                    .option("limit", "N", "At most so many, 1 to 1000; default 50.")
                    .option("offset", "N", "Leave out so many at the beginning; default 0.")
                    .example("vedette user list", "the first 50")
                    .example("vedette user list example.org", "whose name or address holds this")
                    .example("vedette user list --group Sales", "one group")
                    .example("vedette user list --limit 50 --offset 50", "the next 50")
                    .does(UserNoun::list),
                verb("set", "Change fields of a user; the others stay.")
                    .needs("NAME", NAME)
                    .fields(FIELDS)
                    .flag("mail", "Tell the user by mail what is in force now.")
                    .example("vedette user set alice email=alice@example.org", "one field")
                    .example(
                        "vedette user set alice phone=\"+41 44 668 18 00\" --mail", "and tells her")
                    .example("vedette user set alice enabled=false", "may not sign in any more")
                    .example("vedette user set alice phone=", "removes the telephone")
                    .does(UserNoun::set),
                verb("remove", "Remove a user with all enrollments.")
                    .needs("NAME", NAME)
                    .details(
                        "The audit records stay. To lock somebody out for a while: user block.")
                    .example("vedette user remove alice", "removes her at once, without a question")
                    .does(UserNoun::remove)));
    verbs.addAll(new UserAccess().verbs());
    return verbs;
  }

  private static int add(Call call) {
    String name = call.arguments().word(0);
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("username", name);
    body.putAll(FIELDS.read(call.arguments().pairs()));
    Doc user = call.api().post("/users", body);
    if (call.wroteJson(user)) {
      return Failure.DONE;
    }
    String stored = user.text("username");
    call.say("Added the user " + stored + ".");
    call.next(
        "vedette user password " + Call.word(stored), "sets the password",
        "vedette enrollment add " + Call.word(stored), "adds the second factor");
    return Failure.DONE;
  }

  private static int show(Call call) {
    String name = call.arguments().word(0);
    Doc user = call.api().get("/users" + Api.path(name));
    if (call.wroteJson(user)) {
      return Failure.DONE;
    }
    Doc enrollments = call.api().get("/users" + Api.path(name) + "/enrollments");
    call.facts(facts(call, user));
    call.print("");
    String stored = user.text("username");
    Table table = EnrollmentNoun.table(call, enrollments.docs("items"));
    if (!table.isEmpty()) {
      call.table(table);
      call.print("");
    }
    if (user.has("block")) {
      call.next("vedette user unblock " + Call.word(stored), "lets the user sign in again");
    } else if (user.has("lockedUntil")) {
      call.next("vedette user unlock " + Call.word(stored), "ends the lockout now");
    } else if (table.isEmpty()) {
      call.next("vedette enrollment add " + Call.word(stored), "adds the second factor");
    } else {
      call.next(
          "vedette audit list --text " + Call.word(stored), "shows the sign-ins of this user");
    }
    return Failure.DONE;
  }

  private static List<String[]> facts(Call call, Doc user) {
    List<String[]> facts = new ArrayList<>();
    fact(facts, "username", user.text("username"));
    fact(facts, "enabled", user.flag("enabled") ? "yes" : "no");
    fact(facts, "name", (user.text("firstName") + " " + user.text("lastName")).strip());
    for (String field : List.of("email", "group", "description")) {
      fact(facts, field, user.text(field));
    }
    fact(facts, "phone", phone(user.doc("phone")));
    fact(facts, "backup phone", phone(user.doc("backupPhone")));
    fact(facts, "default method", user.text("defaultMethod"));
    fact(facts, "method order", user.text("methodOrder"));
    fact(facts, "groups", user.text("groups"));
    fact(facts, "languages", user.text("languages"));
    fact(facts, "password", user.flag("hasPassword") ? "set" : "none here");
    fact(facts, "PIN", user.flag("hasPin") ? "set" : "none");
    fact(facts, "complete", user.flag("complete") ? "yes" : "no: a second factor is missing");
    Doc block = user.doc("block");
    if (user.has("block")) {
      fact(
          facts,
          "blocked",
          "until "
              + call.times().local(block.text("until"))
              + " by "
              + block.text("by")
              + ": "
              + block.text("reason"));
    }
    Doc bypass = user.doc("bypass");
    if (user.has("bypass")) {
      fact(
          facts,
          "bypass",
          "one sign-in until "
              + call.times().local(bypass.text("until"))
              + " by "
              + bypass.text("by")
              + ": "
              + bypass.text("reason"));
    }
    fact(facts, "locked until", call.times().local(user.text("lockedUntil")));
    fact(facts, "id", user.text("id"));
    return facts;
  }

  private static void fact(List<String[]> facts, String name, String value) {
    facts.add(new String[] {name, value});
  }

  private static String phone(Doc phone) {
    if (!phone.has("number")) {
      return "";
    }
    String extension = phone.text("extension");
    return "+"
        + phone.text("country")
        + " "
        + phone.text("number")
        + (extension.isEmpty() ? "" : " x" + extension);
  }

  private static int list(Call call) {
    int limit = call.arguments().number("limit", 50, 1, 1000);
    int offset = call.arguments().number("offset", 0, 0, Integer.MAX_VALUE);
    String text = call.arguments().maybe(0).orElse("");
    String group = call.arguments().option("group").orElse("");
    String query =
        "?text="
            + Api.encode(text)
            + (group.isEmpty() ? "" : "&group=" + Api.encode(group))
            + "&offset="
            + offset
            + "&limit="
            + limit;
    Doc page = call.api().get("/users" + query);
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    Table table = new Table("USERNAME", "NAME", "EMAIL", "GROUP", "STATE");
    List<Doc> users = page.docs("items");
    for (Doc it : users) {
      table.row(
          it.text("username"),
          (it.text("firstName") + " " + it.text("lastName")).strip(),
          it.text("email"),
          it.text("group"),
          state(it));
    }
    if (table.isEmpty()) {
      call.say(text.isEmpty() && group.isEmpty() ? "There are no users." : "No user matches.");
      call.next("vedette user add NAME", "adds one");
      return Failure.DONE;
    }
    call.table(table);
    long end = offset + users.size();
    call.print("");
    call.say(users.size() + " of " + page.number("total") + " users");
    if (end < page.number("total")) {
      call.next(
          ("vedette user list " + text).strip()
              + (group.isEmpty() ? "" : " --group " + Call.word(group))
              + " --limit "
              + limit
              + " --offset "
              + end,
          "shows more");
    } else {
      call.next(
          "vedette user show " + Call.word(users.get(0).text("username")), "shows one of them");
    }
    return Failure.DONE;
  }

  private static String state(Doc user) {
    if (!user.flag("enabled")) {
      return "disabled";
    }
    if (user.has("block")) {
      return "blocked";
    }
    if (user.has("lockedUntil")) {
      return "locked out";
    }
    return user.flag("complete") ? "ready" : "incomplete";
  }

  private static int set(Call call) {
    String name = call.arguments().word(0);
    Map<String, @Nullable Object> body = FIELDS.read(call.arguments().pairs());
    if (body.isEmpty()) {
      throw Failure.usage("No field is given.", "vedette user set --help");
    }
    boolean mail = call.arguments().has("mail");
    Doc user = call.api().patch("/users" + Api.path(name) + (mail ? "?mail=true" : ""), body);
    if (!call.wroteJson(user)) {
      call.say(
          "Changed the user " + user.text("username") + (mail ? "; a mail is on its way." : "."));
      call.next("vedette user show " + Call.word(user.text("username")), "shows all fields");
    }
    return Failure.DONE;
  }

  private static int remove(Call call) {
    String name = call.arguments().word(0);
    Doc answer = call.api().delete("/users" + Api.path(name));
    if (!call.wroteJson(answer)) {
      call.say("Removed the user " + name + " with all enrollments.");
      call.next("vedette user list", "shows who is left");
    }
    return Failure.DONE;
  }
}
