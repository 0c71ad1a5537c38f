package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.util.List;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Verb;

/** The way from the id of a refused sign-in to its reason. */
final class WhyNoun implements Noun {
  @Override
  public String name() {
    return "why";
  }

  @Override
  public String summary() {
    return "Tell why a sign-in ended as it did.";
  }

  @Override
  public List<Verb> verbs() {
    return List.of(
        verb("", summary())
            .needs("ID", "Id of an audit record, as people read it to you, like XG55-60ZC-RQJ7.")
            .details(
                "People who are refused see the same words whatever the reason. The id of the"
                    + " record leads to every step that was taken, with its time. \"audit list\""
                    + " shows it; so do refusals whose rejectMessage holds {id}.")
            .example("vedette why XG55-60ZC-RQJ7", "the reason, then the steps")
            .does(WhyNoun::why));
  }

  private static int why(Call call) {
    String id = call.arguments().word(0);
    if (!id.matches("[0-9A-Za-z-]{1,20}")) {
      throw Failure.usage("An id has twelve letters and digits, like XG55-60ZC-RQJ7.");
    }
    Doc answer = call.api().get("/audit" + Api.path(id) + "/why");
    if (call.wroteJson(answer)) {
      return Failure.DONE;
    }
    Records records = new Records(call);
    call.print(call.paint().bold(clean(answer.text("summary"))));
    call.print("");
    call.facts(records.facts(answer.doc("record")));
    List<Doc> steps = answer.docs("signIn");
    if (steps.isEmpty()) {
      steps = List.of(answer.doc("record"));
    }
    for (Doc step : steps) {
      call.print("");
      call.print(records.line(step));
      step.texts("trace").forEach(it -> call.say("    " + it));
    }
    call.print("");
    String user = answer.doc("record").text("username");
    if (!user.isEmpty()) {
      call.next(
          "vedette user show " + Call.word(user), "the user as of now",
          "vedette audit list --text " + Call.word(user), "what else happened to this user");
    } else {
      call.next("vedette audit list", "what else happened");
    }
    return Failure.DONE;
  }

  private static String clean(String text) {
    return org.vedette.shell.view.Columns.clean(text);
  }
}
