package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.util.List;
import java.util.Map;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Verb;
import org.vedette.shell.view.Table;

/** The personal tokens of administrators and programs. */
final class TokenNoun implements Noun {
  @Override
  public String name() {
    return "token";
  }

  @Override
  public String summary() {
    return "Let people and programs elsewhere use the API and this client.";
  }

  @Override
  public List<Verb> verbs() {
    return List.of(
        verb("create", "Make a token, and show it once.")
            .needs("NAME", "Who or what uses it, like alice-laptop; the audit shows it.")
            .option(
                "role",
                "ROLE",
                "admin (default: everything), read (look, change nothing) or signin (have people"
                    + " signed in, for the application that names the token as a selector).")
            .option("days", "N", "For so many days, 1 to 3650; default 90.")
            .details("Tokens that show codes are another thing: \"oath\".")
            .example("vedette token create alice-laptop", "an administrator's")
            .example("vedette token create monitoring --role read --days 365", "for a program")
            .example("vedette token create webshop --role signin", "for an application's sign-ins")
            .example(
                "vedette token create ci --json | jq -r .token > token", "straight into a file")
            .does(TokenNoun::create),
        verb("list", "List all tokens with their roles and ends.")
            .example("vedette token list", "without the tokens themselves")
            .does(TokenNoun::list),
        verb("revoke", "End a token at once.")
            .needs("NAME", "Name of the token.")
            .example("vedette token revoke alice-laptop", "it is refused from now on")
            .does(TokenNoun::revoke));
  }

  private static int create(Call call) {
    String role = call.arguments().option("role").orElse("admin");
    if (!List.of("admin", "read", "signin").contains(role)) {
      throw Failure.usage("--role: admin, read or signin is expected, for example --role read");
    }
    int days = call.arguments().number("days", 90, 1, 3650);
    String name = call.arguments().word(0);
    Doc token = call.api().post("/tokens", Map.of("name", name, "role", role, "days", days));
    if (call.wroteJson(token)) {
      return Failure.DONE;
    }
    call.say(
        "Made the token "
            + name
            + " with the role "
            + role
            + ", good until "
            + call.times().local(token.text("expires"))
            + ".");
    call.print("");
    call.print("  " + call.paint().bold(token.text("token")));
    call.print("");
    call.say("Keep it in a file of mode 600: it is not shown again.");
    call.next(
        "vedette status --server https://HOST:8443 --token-file FILE", "uses it from another host");
    return Failure.DONE;
  }

  private static int list(Call call) {
    Doc page = call.api().get("/tokens");
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    Table table = new Table("TOKEN", "ROLE", "CREATED", "EXPIRES");
    for (Doc it : page.docs("items")) {
      table.row(
          it.text("name"),
          it.text("role"),
          call.times().local(it.text("created")),
          call.times().local(it.text("expires")));
    }
    if (table.isEmpty()) {
      call.say("There are no tokens: only this host's own credential is good.");
      call.next("vedette token create NAME", "makes one");
    } else {
      call.table(table);
      call.print("");
      call.next("vedette token revoke NAME", "ends one");
    }
    return Failure.DONE;
  }

  private static int revoke(Call call) {
    String name = call.arguments().word(0);
    Doc answer = call.api().delete("/tokens" + Api.path(name));
    if (!call.wroteJson(answer)) {
      call.say("The token " + name + " is refused from now on.");
      call.next("vedette token list", "shows what is left");
    }
    return Failure.DONE;
  }
}
