package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Arguments;
import org.vedette.shell.line.Help;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Option;
import org.vedette.shell.line.Parser;
import org.vedette.shell.line.Verb;

/** Help about a command. */
final class HelpNoun implements Noun {
  @Override
  public String name() {
    return "help";
  }

  @Override
  public String summary() {
    return "Explain a command, or all of them.";
  }

  @Override
  public List<Verb> verbs() {
    return List.of(
        verb("", summary())
            .takes("COMMAND", "First word of a command, like user.")
            .takes("VERB", "Second word, like add.")
            .example("vedette help", "all commands")
            .example("vedette help user add", "one command, with examples")
            .does(HelpNoun::help));
  }

  private static int help(Call call) {
    List<String> words = new ArrayList<>(call.arguments().words());
    words.add("--" + Option.HELP);
    Arguments about = new Parser(Nouns.ALL).parse(words);
    Help help = new Help(call.terminal().columns());
    List<String> lines;
    if (about.verb().isPresent()) {
      lines = help.verb(about.noun().orElseThrow(), about.verb().get());
    } else if (about.noun().isPresent()) {
      lines = help.noun(about.noun().get());
    } else {
      lines = help.overview(Nouns.ALL);
    }
    if (!call.wroteJson(new Doc(Map.of("help", lines)))) {
      lines.forEach(call::command);
    }
    return Failure.DONE;
  }
}
