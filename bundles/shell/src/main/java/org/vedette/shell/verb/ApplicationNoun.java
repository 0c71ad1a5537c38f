package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

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
import org.vedette.shell.line.Field;
import org.vedette.shell.line.Field.Kind;
import org.vedette.shell.line.Fields;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Verb;
import org.vedette.shell.view.Table;

/** The systems that ask whether somebody may sign in. */
final class ApplicationNoun implements Noun {
  private static final String NAME = "Name of the application; case does not matter.";
  private static final String OVERLAP = "secretOverlapHours";
  private static final String STDIN = "secret-stdin";

  private static final Fields FIELDS =
      Fields.of(
              List.of(
                  new Field(
                      "listener", Kind.TEXT, "Listener it speaks to, like radius; see listeners."),
                  new Field(
                      "selectors",
                      Kind.LIST,
                      "How the listener knows it; for radius its addresses, like"
                          + " 192.0.2.7,198.51.100.0/24."),
                  new Field("name", Kind.TEXT, "Another name for it."),
                  new Field("enabled", Kind.FLAG, "Whether it is answered; default true."),
                  new Field(
                      "userMatch",
                      Kind.FLAG,
                      "Whether only users known here may sign in; default true."),
                  new Field(
                      "primary",
                      Kind.TEXT,
                      "Who checks the password: local (default), directory:NAME, ntlm:NAME,"
                          + " radius:NAME, or none (the client has, and the field holds the"
                          + " code)."),
                  new Field("methods", Kind.LIST, "Methods allowed, like oath; empty: all."),
                  new Field("groups", Kind.LIST, "Groups of which the user must be in one."),
                  new Field(
                      "deadlineSeconds",
                      Kind.NUMBER,
                      "How long a sign-in may take, 5 to 120; default 55."),
                  new Field(
                      "appended",
                      Kind.TEXT,
                      "Whether a code may follow the password in one field: off (default), plain,"
                          + " or separated."),
                  new Field(
                      "separator", Kind.TEXT, "With separated: 1 to 3 characters between them."),
                  new Field("tries", Kind.NUMBER, "Answers that one challenge may get, 1 to 10."),
                  new Field(
                      "trustedNetworks",
                      Kind.LIST,
                      "Networks whose people need no second factor, like 10.0.0.0/8 or @office."),
                  new Field(
                      "requireAlways",
                      Kind.FLAG,
                      "Whether the second factor is never skipped; default false."),
                  new Field(
                      "cacheSeconds",
                      Kind.NUMBER,
                      "For how long a second factor that was right counts again, up to 86400;"
                          + " default 0, never."),
                  new Field(
                      "cacheBy",
                      Kind.TEXT,
                      "What has to be the same for that: application (default), address (and"
                          + " application), or user."),
                  new Field(
                      "fallback",
                      Kind.LIST,
                      "Methods whose codes may be typed when a call, an app or a text was denied"
                          + " or not answered, like oath; default none."),
                  new Field(
                      "failOpen",
                      Kind.FLAG,
                      "Whether people are let in when no message can be sent to them; default"
                          + " false.")),
              "secret")
          .openTo("extra", "Fields of the listener; \"application listeners\" lists them.");

  @Override
  public String name() {
    return "application";
  }

  @Override
  public String summary() {
    return "Say which systems may ask for sign-ins: VPNs, gateways, hosts.";
  }

  @Override
  public List<Verb> verbs() {
    return List.of(
        verb("add", "Let a system ask for sign-ins.")
            .needs("NAME", "Name, 1 to 64 characters, like vpn or \"Office VPN\".")
            .fields(FIELDS)
            .flag(STDIN, "Read each secret of the listener from standard input, one line each.")
            .details(
                "Secrets (for radius the shared secret) never stand on the command line. Without"
                    + " --secret-stdin they are generated and shown once.")
            .example(
                "vedette application add vpn listener=radius selectors=192.0.2.7",
                "a RADIUS client; the shared secret is made and shown")
            .example(
                "vedette application add vpn listener=radius selectors=192.0.2.0/24"
                    + " primary=directory:corp --secret-stdin < secret.txt",
                "passwords checked by a directory; with the secret that the client already has")
            .does(ApplicationNoun::add),
        verb("show", "Show all that is set for an application.")
            .needs("NAME", NAME)
            .example("vedette application show vpn", "without its secrets")
            .does(ApplicationNoun::show),
        verb("list", "List all applications.")
            .example("vedette application list", "with their listeners and addresses")
            .does(ApplicationNoun::list),
        verb("set", "Change fields of an application; the others stay.")
            .needs("NAME", NAME)
            .fields(FIELDS)
            .flag(STDIN, "Read each secret of the listener from standard input, one line each.")
            .flag("new-secret", "Make new secrets, and show them once.")
            .example("vedette application set vpn requireAlways=true", "one field")
            .example(
                "vedette application set vpn messageAuthenticator=learned",
                "a field of the listener: take the client as it is from its next request on")
            .example("vedette application set vpn --new-secret", "then change it in the client too")
            .does(ApplicationNoun::set),
        verb("remove", "Stop a system from asking for sign-ins.")
            .needs("NAME", NAME)
            .details("To switch it off for a while: application set NAME enabled=false.")
            .example("vedette application remove vpn", "removes it at once, without a question")
            .does(ApplicationNoun::remove),
        verb("listeners", "List the listeners that are installed, with their fields.")
            .example("vedette application listeners", "what listener= and KEY=VALUE may be")
            .does(ApplicationNoun::listeners));
  }

  private static int add(Call call) {
    String name = call.arguments().word(0);
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("name", name);
    body.putAll(FIELDS.read(call.arguments().pairs()));
    String listener = Doc.text(body.get("listener"));
    if (listener.isEmpty()) {
      throw Failure.usage(
          "listener=... is missing: which listener does it speak to?",
          "vedette application add " + Call.word(name) + " listener=radius selectors=192.0.2.7");
    }
    Secrets secrets = new Secrets(call, listener);
    Map<String, String> made = secrets.put(body, call.arguments().has(STDIN));
    Doc application = call.api().post("/applications", body);
    if (call.json()) {
      return written(call, application, made);
    }
    call.say("Added the application " + application.text("name") + ".");
    show(call, made);
    call.next(
        "vedette audit tail",
        "watch while somebody signs in",
        "vedette application show " + Call.word(application.text("name")),
        "all that is set");
    return Failure.DONE;
  }

  /** A secret just made is part of the answer: it cannot be asked for later. */
  private static int written(Call call, Doc application, Map<String, String> made) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(application.fields());
    if (!made.isEmpty()) {
      all.put("generated", made);
    }
    call.wroteJson(new Doc(all));
    return Failure.DONE;
  }

  private static void show(Call call, Map<String, String> made) {
    made.forEach((field, value) -> call.print(field + ": " + call.paint().bold(value)));
    if (!made.isEmpty()) {
      call.say("Enter it in the client now: it is not shown again.");
    }
  }

  private static int show(Call call) {
    Doc it = call.api().get("/applications" + Api.path(call.arguments().word(0)));
    if (call.wroteJson(it)) {
      return Failure.DONE;
    }
    List<String[]> facts = new ArrayList<>();
    it.fields().forEach((key, value) -> add(facts, key, value));
    it.doc("extra").fields().forEach((key, value) -> add(facts, key, value));
    call.facts(facts);
    call.print("");
    call.next("vedette application set " + Call.word(it.text("name")) + " KEY=VALUE", "changes it");
    return Failure.DONE;
  }

  private static void add(List<String[]> facts, String key, @Nullable Object value) {
    if (!key.equals("extra")) {
      facts.add(new String[] {key, Doc.text(value)});
    }
  }

  private static int list(Call call) {
    Doc page = call.api().get("/applications");
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    Table table =
        new Table("APPLICATION", "LISTENER", "SELECTORS", "PRIMARY", "METHODS", "ENABLED");
    for (Doc it : page.docs("items")) {
      table.row(
          it.text("name"),
          it.text("listener"),
          it.text("selectors"),
          it.text("primary"),
          it.texts("methods").isEmpty() ? "all" : it.text("methods"),
          it.flag("enabled") ? "yes" : "no");
    }
    if (table.isEmpty()) {
      call.say("There are no applications, so nobody is asked.");
      call.next("vedette application add --help", "tells how to add one");
    } else {
      call.table(table);
      call.print("");
      call.next("vedette application show NAME", "shows all that is set for one");
    }
    return Failure.DONE;
  }

  private static int set(Call call) {
    String path = "/applications" + Api.path(call.arguments().word(0));
    Map<String, @Nullable Object> body = FIELDS.read(call.arguments().pairs());
    Map<String, String> made = Map.of();
    boolean replaced = call.arguments().has(STDIN) || call.arguments().has("new-secret");
    if (replaced) {
      String listener = call.api().get(path).text("listener");
      made = new Secrets(call, listener).put(body, call.arguments().has(STDIN));
    }
    if (body.isEmpty()) {
      throw Failure.usage("No field is given.", "vedette application set --help");
    }
    Doc application = call.api().patch(path, body);
    if (call.json()) {
      return written(call, application, made);
    }
    call.say("Changed the application " + application.text("name") + ".");
    show(call, made);
    String command = "vedette application set " + Call.word(application.text("name"));
    String show = "vedette application show " + Call.word(application.text("name"));
    Optional<String> hours = replaced ? overlap(call, application) : Optional.empty();
    if (hours.isPresent()) {
      call.say("The secret before is honoured for " + hours.get() + " hours more.");
      call.next(command + " " + OVERLAP + "=0", "ends it now", show, "shows all that is set");
    } else {
      call.next(show, "shows all that is set");
    }
    return Failure.DONE;
  }

  /** Tells how long the secret before is honoured, by listeners that do; empty elsewhere. */
  private static Optional<String> overlap(Call call, Doc application) {
    String listener = application.text("listener");
    String set = application.doc("extra").text(OVERLAP);
    return call.api().get("/listeners").docs("items").stream()
        .filter(each -> each.text("id").equals(listener))
        .flatMap(each -> each.docs("fields").stream())
        .filter(each -> each.text("name").equals(OVERLAP))
        .map(each -> set.isEmpty() ? each.text("default") : set)
        .filter(hours -> !hours.equals("0"))
        .findFirst();
  }

  private static int remove(Call call) {
    String name = call.arguments().word(0);
    Doc answer = call.api().delete("/applications" + Api.path(name));
    if (!call.wroteJson(answer)) {
      call.say("Removed the application " + name + ".");
      call.next("vedette application list", "shows what is left");
    }
    return Failure.DONE;
  }

  private static int listeners(Call call) {
    Doc page = call.api().get("/listeners");
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    Table table = new Table("LISTENER", "FIELD", "DEFAULT", "MEANING").wrapping();
    for (Doc listener : page.docs("items")) {
      table.row(listener.text("id"), "selectors", "", listener.text("selectorHelp"));
      for (Doc it : listener.docs("fields")) {
        String shown = it.flag("secret") ? "(secret)" : it.text("default");
        table.row("", it.text("name"), shown, it.text("description"));
      }
    }
    call.table(table);
    call.print("");
    call.next("vedette application add NAME listener=ID ...", "adds an application to one");
    return Failure.DONE;
  }
}
