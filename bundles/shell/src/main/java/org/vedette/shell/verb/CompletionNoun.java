package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.util.List;
import java.util.Map;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Completion;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Verb;

/** The script that lets bash complete commands. */
final class CompletionNoun implements Noun {
  @Override
  public String name() {
    return "completion";
  }

  @Override
  public String summary() {
    return "Print a script that lets bash complete commands, options and fields.";
  }

  @Override
  public List<Verb> verbs() {
    return List.of(
        verb("", summary())
            .example(
                "vedette completion > ~/.vedette.bash && . ~/.vedette.bash", "for this session")
            .example(
                "vedette completion > /etc/bash_completion.d/vedette", "for everybody on this host")
            .does(CompletionNoun::completion));
  }

  private static int completion(Call call) {
    List<String> script = Completion.bash(Nouns.ALL);
    if (!call.wroteJson(new Doc(Map.of("bash", script)))) {
      script.forEach(call::print);
    }
    return Failure.DONE;
  }
}
