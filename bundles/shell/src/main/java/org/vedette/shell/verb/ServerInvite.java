package org.vedette.shell.verb;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Doc;
import org.vedette.shell.view.Columns;

/** Lets a new server join: what it joins with is shown once, or written to a file. */
final class ServerInvite {
  private static final String OUT = "out";
  private static final String CREDENTIALS = "credentials";

  private final Call call;
  private final String name;

  ServerInvite(Call call) {
    this.call = call;
    this.name = call.arguments().word(0);
  }

  int invite() {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("name", name);
    call.arguments().option("replaces").ifPresent(it -> body.put("replaces", it));
    Optional<String> out = call.arguments().option(OUT);
    if (out.isEmpty()) {
      shown(asked(body));
    } else {
      // Opened before asking: an invitation that cannot be written down would be lost.
      NewFile file = NewFile.secret(OUT, out.get());
      Doc invited;
      try {
        invited = asked(body);
      } catch (Failure failure) {
        file.discard();
        throw failure;
      }
      try (file) {
        byte[] line = (invited.text(CREDENTIALS) + "\n").getBytes(StandardCharsets.UTF_8);
        file.write(line, 0);
      }
      written(invited, out.get());
    }
    return Failure.DONE;
  }

  private Doc asked(Map<String, @Nullable Object> body) {
    return call.api().within(ServerNoun.PATIENCE).post(ServerNoun.ROOT + "/invitations", body);
  }

  private void shown(Doc invited) {
    if (call.wroteJson(invited)) {
      return;
    }
    tell(invited);
    call.print("");
    call.print("  " + call.paint().bold(Columns.clean(invited.text(CREDENTIALS))));
    call.print("");
    call.say(
        "Whoever has this line can join: it is not shown again. At the new server, paste it into:");
    call.next("vedette server join", "asks for it, and copies the records");
  }

  private void written(Doc invited, String file) {
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(invited.fields());
    rest.remove(CREDENTIALS);
    rest.put("file", file);
    if (call.wroteJson(new Doc(rest))) {
      return;
    }
    tell(invited);
    call.say(
        file + " holds its credentials, for you alone. Bring it to the new server, then there:");
    call.next("vedette server join --credentials " + Call.word(file), "copies the records");
  }

  private void tell(Doc invited) {
    call.say("Invited %s, until %s.".formatted(name, call.times().local(invited.text("expires"))));
  }
}
