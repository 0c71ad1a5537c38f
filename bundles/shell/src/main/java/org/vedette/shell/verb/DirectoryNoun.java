package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import org.vedette.shell.view.Spinner;
import org.vedette.shell.view.Table;

/** The LDAP directories that check passwords. */
final class DirectoryNoun implements Noun {
  private static final String NAME = "Name of the directory.";
  private static final String STDIN = "stdin";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Fields FIELDS =
      Fields.of(
              List.of(
                  new Field(
                      "servers",
                      Kind.LIST,
                      "Addresses in the order of failover, like"
                          + " ldaps://dc1.example.org,ldaps://dc2.example.org."),
                  new Field("baseDn", Kind.TEXT, "Where users are searched, dc=example,dc=org."),
                  new Field("bindDn", Kind.TEXT, "Account that searches; empty: anonymous."),
                  new Field(
                      "userFilter", Kind.TEXT, "Filter that finds the user, like (uid={name})."),
                  new Field(
                      "userDnTemplate",
                      Kind.TEXT,
                      "DN of the user without a search, like uid={name},ou=people,dc=example."),
                  new Field("startTls", Kind.FLAG, "Encrypt ldap:// with StartTLS."),
                  new Field(
                      "trustedCertificates",
                      Kind.TEXT,
                      "Certificates to trust, as PEM; like @/etc/ssl/ca.pem.")),
              "bindPassword")
          .openTo(
              "",
              "More fields, with their limits: vedette settings get org.vedette.directory. A value"
                  + " that begins with @ is read from that file.");

  @Override
  public String name() {
    return "directory";
  }

  @Override
  public String summary() {
    return "Connect LDAP and Active Directory servers that check passwords.";
  }

  @Override
  public List<Verb> verbs() {
    List<Verb> all = new ArrayList<>(own());
    all.addAll(DirectoryEntries.verbs());
    return List.copyOf(all);
  }

  private static List<Verb> own() {
    return List.of(
        verb("add", "Connect a directory.")
            .needs("NAME", "Name, a letter and up to 31 letters and digits, like corp.")
            .fields(FIELDS)
            .flag(STDIN, "Read the password of bindDn from standard input, one line.")
            .details(
                "Asks for the password of bindDn if one is given. Applications use the directory"
                    + " with primary=directory:NAME.")
            .example(
                "vedette directory add corp servers=ldaps://dc1.example.org baseDn=dc=example,dc=org"
                    + " bindDn=cn=vedette,dc=example,dc=org",
                "asks for the password of the account")
            .example(
                "vedette directory add lab servers=ldap://ldap.example.org startTls=true"
                    + " userDnTemplate=uid={name},ou=people,dc=example,dc=org"
                    + " trustedCertificates=@/etc/ssl/lab-ca.pem",
                "no account needed; with the certificate of an own authority")
            .does(DirectoryNoun::add),
        verb("test", "Try a directory step by step: connect, encrypt, search, check a password.")
            .needs("NAME", NAME)
            .option("user", "USER", "Check this user's password too; asks for it.")
            .flag(STDIN, "With --user: read the password from standard input, one line.")
            .details("Ends with exit code 1 when a step failed.")
            .example("vedette directory test corp", "every server")
            .example("vedette directory test corp --user alice", "with a password, asked for")
            .does(DirectoryNoun::test),
        verb("list", "List all directories.")
            .example("vedette directory list", "with their servers")
            .does(DirectoryNoun::list),
        verb("remove", "Disconnect a directory.")
            .needs("NAME", NAME)
            .details("Refused while an application uses it.")
            .example("vedette directory remove lab", "removes it at once, without a question")
            .does(DirectoryNoun::remove),
        verb("show", "Show all that is set for a directory.")
            .needs("NAME", NAME)
            .example("vedette directory show corp", "without its password")
            .does(DirectoryNoun::show),
        verb("set", "Change fields of a directory; the others stay.")
            .needs("NAME", NAME)
            .fields(FIELDS)
            .flag("password", "Ask for a new password of bindDn.")
            .flag(STDIN, "Read a new password of bindDn from standard input, one line.")
            .example(
                "vedette directory set corp servers=ldaps://dc2.example.org,ldaps://dc1.example.org",
                "another order of failover")
            .example("vedette directory set corp --password", "after the account's has changed")
            .does(DirectoryNoun::set));
  }

  private static Map<String, @Nullable Object> body(Call call) {
    Map<String, String> pairs = new LinkedHashMap<>(call.arguments().pairs());
    pairs.replaceAll((key, value) -> value.startsWith("@") ? file(key, value.substring(1)) : value);
    return FIELDS.read(pairs);
  }

  private static String file(String key, String name) {
    try {
      return Files.readString(Path.of(name));
    } catch (IOException | IllegalArgumentException e) {
      throw Failure.usage(key + ": the file " + name + " cannot be read.");
    }
  }

  private static int add(Call call) {
    String name = call.arguments().word(0);
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("name", name);
    body.putAll(body(call));
    if (call.arguments().has(STDIN) || !Doc.text(body.get("bindDn")).isEmpty()) {
      body.put("bindPassword", call.secret("Password of " + body.get("bindDn"), STDIN, false));
    }
    Doc directory = call.api().post("/directories", body);
    if (!call.wroteJson(directory)) {
      call.say("Added the directory " + name + ".");
      call.next(
          "vedette directory test " + Call.word(name), "tries it step by step",
          "vedette application set APPLICATION primary=directory:" + Call.word(name),
              "lets it check passwords");
    }
    return Failure.DONE;
  }

  private static int test(Call call) {
    String name = call.arguments().word(0);
    Optional<String> user = call.arguments().option("user");
    Map<String, String> body = new LinkedHashMap<>();
    if (user.isPresent()) {
      body.put("username", user.get());
      body.put("password", call.secret("Password of " + user.get(), STDIN, false));
    }
    Doc result =
        Spinner.during(
            call.terminal(),
            "trying " + name,
            () ->
                call.api().within(PATIENCE).post("/directories" + Api.path(name) + "/test", body));
    boolean passed = result.flag("passed");
    if (!call.wroteJson(result)) {
      Table table = new Table("SERVER", "STEP", "RESULT", "MS", "DETAIL").wrapping();
      for (Doc it : result.docs("steps")) {
        table.row(
            it.text("server"),
            it.text("step"),
            it.flag("passed") ? "ok" : "failed",
            it.text("millis"),
            it.text("detail"));
      }
      call.table(table);
      call.print("");
      call.print(passed ? call.paint().good("All is well.") : call.paint().bad("A step failed."));
      if (passed) {
        call.next(
            "vedette application set APPLICATION primary=directory:" + Call.word(name), "uses it");
      } else {
        call.next(
            "vedette directory set " + Call.word(name) + " KEY=VALUE", "changes what is wrong");
      }
    }
    return passed ? Failure.DONE : Failure.REFUSED;
  }

  private static int list(Call call) {
    Doc page = call.api().get("/directories");
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    Table table = new Table("DIRECTORY", "SERVERS", "BASE", "ACCOUNT");
    for (Doc it : page.docs("items")) {
      table.row(it.text("name"), it.text("servers"), it.text("baseDn"), it.text("bindDn"));
    }
    if (table.isEmpty()) {
      call.say("There are no directories: passwords are checked against those stored here.");
      call.next("vedette directory add --help", "tells how to connect one");
    } else {
      call.table(table);
      call.print("");
      call.next("vedette directory test NAME", "tries one step by step");
    }
    return Failure.DONE;
  }

  private static int show(Call call) {
    Doc it = call.api().get("/directories" + Api.path(call.arguments().word(0)));
    if (!call.wroteJson(it)) {
      List<String[]> facts = new ArrayList<>();
      it.fields().forEach((key, value) -> facts.add(new String[] {key, Doc.text(value)}));
      call.facts(facts);
      call.print("");
      call.next("vedette directory set " + Call.word(it.text("name")) + " KEY=VALUE", "changes it");
    }
    return Failure.DONE;
  }

  private static int set(Call call) {
    String name = call.arguments().word(0);
    Map<String, @Nullable Object> body = body(call);
    if (call.arguments().has(STDIN) || call.arguments().has("password")) {
      body.put("bindPassword", call.secret("Password of the account", STDIN, false));
    }
    if (body.isEmpty()) {
      throw Failure.usage("No field is given.", "vedette directory set --help");
    }
    Doc directory = call.api().patch("/directories" + Api.path(name), body);
    if (!call.wroteJson(directory)) {
      call.say("Changed the directory " + name + ".");
      call.next("vedette directory test " + Call.word(name), "tries it step by step");
    }
    return Failure.DONE;
  }

  private static int remove(Call call) {
    String name = call.arguments().word(0);
    Doc answer = call.api().delete("/directories" + Api.path(name));
    if (!call.wroteJson(answer)) {
      call.say("Removed the directory " + name + ".");
      call.next("vedette directory list", "shows what is left");
    }
    return Failure.DONE;
  }
}
