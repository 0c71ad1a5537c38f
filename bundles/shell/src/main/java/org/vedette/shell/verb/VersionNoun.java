package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Verb;

/** Version of this client; asks no server. */
final class VersionNoun implements Noun {
  @Override
  public String name() {
    return "version";
  }

  @Override
  public String summary() {
    return "Print the version of this client, without asking a server.";
  }

  @Override
  public List<Verb> verbs() {
    return List.of(
        verb("", summary())
            .details("The version of the server: status.")
            .example("vedette version", "client and Java")
            .does(VersionNoun::version));
  }

  private static int version(Call call) {
    String version = VersionNoun.class.getPackage().getImplementationVersion();
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("version", version == null ? "unpacked" : version);
    all.put("java", Runtime.version().toString());
    if (!call.wroteJson(new Doc(all))) {
      call.say("vedette " + all.get("version") + " (Java " + all.get("java") + ")");
      call.next("vedette status", "the version of the server, and how it feels");
    }
    return Failure.DONE;
  }
}
