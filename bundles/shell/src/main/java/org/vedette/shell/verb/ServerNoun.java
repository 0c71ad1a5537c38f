package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Verb;
import org.vedette.shell.view.Spinner;

/** Several servers that work as one. */
final class ServerNoun implements Noun {
  static final String ROOT = "/cluster";

  /** Orders to a cluster take a minute at most. */
  static final Duration PATIENCE = Duration.ofSeconds(90);

  static final String UNREACHABLE = "master-unreachable";
  static final String ANY_ORDER = "any-order";

  @Override
  public String name() {
    return "server";
  }

  @Override
  public String summary() {
    return "Have several servers work as one: invite, join, promote, remove.";
  }

  @Override
  public List<Verb> verbs() {
    return List.of(
        verb("list", "List the servers: role, version, lag, clock, last contact, certificate.")
            .details(
                "As this server sees the others. The master takes changes and passes them on;"
                    + " subordinates answer sign-ins all the same, whether or not the master can be"
                    + " reached.")
            .example("vedette server list", "all of them")
            .example(
                "vedette server list --json | jq -r '.servers[]|select(.trouble!=\"\").name'",
                "for a script: those with trouble")
            .does(call -> new ServerLook(call).list()),
        verb("status", "Tell how this server stands among the others, and what to do next.")
            .example("vedette server status", "its role, the master, what waits")
            .does(call -> new ServerLook(call).status()),
        verb("invite", "Let a new server join; prints its credentials once.")
            .needs("NAME", "What it will be called: letters a to z, digits, dashes, 1 to 63.")
            .option("replaces", "OLD", "The server that it takes the place of.")
            .option("out", "FILE", "Write the credentials to a new file of mode 600 instead.")
            .details(
                "The first invitation makes a single server the master of a"
                    + " cluster. Whoever has the credentials can join once, until they expire: bring"
                    + " them to the new server in a way that nobody else reads.")
            .example("vedette server invite mfa2", "a second server")
            .example("vedette server invite mfa4 --replaces mfa2", "in the place of a broken one")
            .example("vedette server invite mfa2 --out mfa2.credentials", "straight into a file")
            .does(call -> new ServerInvite(call).invite()),
        verb("join", "Make this server a subordinate of the cluster that invited it.")
            .option("credentials", "FILE", "File that holds the line that the invitation gave.")
            .flag("stdin", "Read that line from standard input. Else it is asked for.")
            .flag("replace", "The records of this server may be lost; else that is asked.")
            .flag("no-wait", "Do not wait for the end of the copying.")
            .details(
                "Users, applications, settings, administrators' tokens: all are replaced by those"
                    + " of the cluster. What stays is what lies in etc/ and the audit record of this"
                    + " server. Run it on the server's own host: its local credential goes on being"
                    + " good, tokens of before do not.")
            .example("vedette server join --credentials mfa2.credentials", "from a file")
            .example("vedette server join --stdin --replace --no-wait", "from a script")
            .does(call -> new ServerJoin(call).join()),
        verb("promote", "Make this server the master.")
            .flag(UNREACHABLE, "Although the master cannot be asked; see below.")
            .flag(ANY_ORDER, "Although other subordinates run an older version.")
            .details(
                "While the master answers, it hands over all that it has, and becomes a"
                    + " subordinate. Nothing is lost.")
            .details(
                "With --master-unreachable a new epoch begins with what this server has. What the"
                    + " old master had not passed on is not in it; when it comes back it becomes a"
                    + " subordinate, and what only it had is written to a report. Do it only when it"
                    + " is down or cut off.")
            .example("vedette server promote", "a planned change of the master")
            .example("vedette server promote --master-unreachable", "the master is lost")
            .does(ServerNoun::promote),
        verb("alone", "Let a former master write although it hears no other server.")
            .details(
                "A master that was stopped takes no changes before the others have said that none"
                    + " of them was promoted meanwhile. If they are gone for good, this says so."
                    + " Never do it when one of them was promoted: two masters would go separate"
                    + " ways.")
            .example("vedette server alone", "the others are lost, this is all that is left")
            .does(ServerNoun::alone),
        verb("remove", "Remove a server: it is not let in any more.")
            .needs("NAME", "Name of the server.")
            .details(
                "Its certificate counts no more; a server that names itself leaves. It still knows the keys of the stored secrets: if"
                    + " it was stolen, change shared secrets and passwords of directories.")
            .example("vedette server remove mfa2", "it has been switched off")
            .does(ServerNoun::remove),
        verb("leave", "Let this server stand alone, with the records as they are.")
            .flag("yes", "Do not ask.")
            .details(
                "The others do not let it in any more; at this server nothing is removed, and it takes"
                    + " changes of its own from then on, which the others never see. To have it come"
                    + " back it must be invited, and join. A master is left only when it is the last,"
                    + " or after another was promoted.")
            .example("vedette server leave", "for tests of what the records hold, or to begin anew")
            .does(ServerNoun::leave),
        verb("failover", "Say who chooses another master when the master fails.")
            .needs("MODE", "manual (an operator, with promote) or automatic (the servers).")
            .details(
                "automatic is what holds as soon as there are three servers: three of them vote, so"
                    + " that a cut network cannot make two masters. With two servers it is manual"
                    + " whatever is said here: sign-ins go on anyway, and changes wait for vedette"
                    + " server promote.")
            .example("vedette server failover automatic", "with three servers or more")
            .does(ServerNoun::failover));
  }

  private static int promote(Call call) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("masterUnreachable", call.arguments().has(UNREACHABLE));
    body.put("anyOrder", call.arguments().has(ANY_ORDER));
    Doc answer;
    try {
      answer = order(call, "promoting", () -> api(call).post(ROOT + "/promote", body));
    } catch (Failure failure) {
      throw ServerRefusal.ofPromotion(failure, call.arguments().has(UNREACHABLE));
    }
    return told(call, answer, "vedette server list", "tells whether the others follow");
  }

  private static int alone(Call call) {
    return told(
        call,
        order(call, "taking changes", () -> api(call).post(ROOT + "/alone", Map.of())),
        "vedette server list",
        "tells which servers are gone: remove or replace them");
  }

  private static int remove(Call call) {
    String path = ROOT + "/servers" + Api.path(call.arguments().word(0));
    try {
      return told(
          call,
          order(call, "removing", () -> api(call).delete(path)),
          "vedette server list",
          "tells which are left");
    } catch (Failure failure) {
      throw ServerRefusal.ofServer(failure);
    }
  }

  private static int leave(Call call) {
    String self = call.api().get(ROOT).text("self");
    Optional<String> answer =
        call.arguments().has("yes")
            ? Optional.empty()
            : call.terminal()
                .ask(self + " leaves the others and goes its own way. Type yes to go on: ");
    if (answer.isPresent() && !answer.get().strip().equals("yes")) {
      throw Failure.refused("Nothing was changed.");
    }
    return told(
        call,
        order(call, "leaving", () -> api(call).delete(ROOT + "/servers" + Api.path(self))),
        "vedette server status",
        "tells how it stands now");
  }

  private static int failover(Call call) {
    String mode = call.arguments().word(0);
    if (!List.of("manual", "automatic").contains(mode)) {
      throw Failure.usage(
          "MODE: manual or automatic is expected.", "vedette server failover automatic");
    }
    Map<String, Object> body = Map.of("automatic", mode.equals("automatic"));
    return told(
        call,
        order(call, "setting", () -> api(call).put(ROOT + "/failover", body)),
        "vedette server status",
        "tells who chooses now");
  }

  private static Api api(Call call) {
    return call.api().within(PATIENCE);
  }

  private static Doc order(Call call, String doing, Supplier<Doc> order) {
    return Spinner.during(call.terminal(), doing, order);
  }

  private static int told(Call call, Doc answer, String command, String meaning) {
    if (!call.wroteJson(answer)) {
      call.say(answer.text("what"));
      call.next(command, meaning);
    }
    return Failure.DONE;
  }
}
