package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

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

/** Networks under a name, for rules and for the trusted networks of applications. */
final class NetworkNoun implements Noun {
  private static final String PATH = "/networks";
  private static final String NAME = "Name of the network, without the @; case does not matter.";
  private static final String ENTRIES =
      "Networks like 10.0.0.0/8, addresses, and ranges like 192.0.2.10-192.0.2.19; IPv4 and IPv6,"
          + " at most 1000.";

  private static final Fields ADD = Fields.of(List.of(new Field("entries", Kind.LIST, ENTRIES)));
  private static final Fields CHANGE =
      Fields.of(
          List.of(
              new Field("entries", Kind.LIST, "All entries anew. " + ENTRIES),
              new Field("add", Kind.LIST, "Entries beside those there."),
              new Field("remove", Kind.LIST, "Entries that go.")));

  @Override
  public String name() {
    return "network";
  }

  @Override
  public String summary() {
    return "Give networks a name, for policy and for trusted networks.";
  }

  @Override
  public List<Verb> verbs() {
    return List.of(
        verb("list", "List the named networks.")
            .example("vedette network list", "with who uses them")
            .does(NetworkNoun::list),
        verb("show", "Show the entries of a network, and who uses it.")
            .needs("NAME", NAME)
            .example("vedette network show office", "every entry")
            .does(NetworkNoun::show),
        verb("add", "Give networks a name.")
            .needs("NAME", "Name, 1 to 64 letters, digits and ._- like office.")
            .fields(ADD)
            .details(
                "Rules name it as network=@office, applications as trustedNetworks=@office. Changing"
                    + " its entries counts at once wherever it is used.")
            .example(
                "vedette network add office entries=10.0.0.0/8,192.0.2.10-192.0.2.19,2001:db8::/32",
                "a network, a range, and one of IPv6")
            .does(NetworkNoun::add),
        verb("change", "Change the entries of a network.")
            .needs("NAME", NAME)
            .fields(CHANGE)
            .example("vedette network change office add=192.0.2.7", "one more")
            .example("vedette network change office remove=10.0.0.0/8", "one less")
            .does(NetworkNoun::change),
        verb("remove", "Remove a network that nobody uses.")
            .needs("NAME", NAME)
            .example("vedette network remove office", "refused while it is used")
            .does(NetworkNoun::remove));
  }

  private static int list(Call call) {
    Doc page = call.api().get(PATH);
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    Table table = new Table("NETWORK", "ENTRIES", "USED BY");
    for (Doc it : page.docs("items")) {
      table.row("@" + it.text("name"), "" + it.texts("entries").size(), it.text("usedBy"));
    }
    if (table.isEmpty()) {
      call.say("There are no named networks.");
      call.next("vedette network add --help", "tells how to add one");
    } else {
      call.table(table);
      call.print("");
      call.next("vedette network show NAME", "shows the entries");
    }
    return Failure.DONE;
  }

  private static int show(Call call) {
    Doc it = call.api().get(PATH + Api.path(name(call)));
    if (call.wroteJson(it)) {
      return Failure.DONE;
    }
    it.texts("entries").forEach(call::say);
    call.print("");
    List<String> users = it.texts("usedBy");
    call.say(users.isEmpty() ? "Nobody uses it." : "Used by " + String.join(", ", users) + ".");
    call.next("vedette network change " + name(call) + " add=ENTRY", "adds to it");
    return Failure.DONE;
  }

  private static int add(Call call) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("name", name(call));
    body.putAll(ADD.read(call.arguments().pairs()));
    return written(call, call.api().post(PATH, body), "Added");
  }

  private static int change(Call call) {
    Map<String, @Nullable Object> body = CHANGE.read(call.arguments().pairs());
    if (body.isEmpty()) {
      throw Failure.usage("No field is given.", "vedette network change --help");
    }
    return written(call, call.api().patch(PATH + Api.path(name(call)), body), "Changed");
  }

  private static int written(Call call, Doc list, String what) {
    if (!call.wroteJson(list)) {
      call.say(
          "%s the network @%s: %d entries."
              .formatted(what, list.text("name"), list.texts("entries").size()));
      call.next(
          "vedette application set NAME trustedNetworks=@" + list.text("name"),
          "no second factor from there",
          "vedette policy add NAME effect=deny not.network=@" + list.text("name"),
          "nobody from elsewhere");
    }
    return Failure.DONE;
  }

  private static int remove(Call call) {
    Doc answer = call.api().delete(PATH + Api.path(name(call)));
    if (!call.wroteJson(answer)) {
      call.say("Removed the network @" + name(call) + ".");
      call.next("vedette network list", "shows what is left");
    }
    return Failure.DONE;
  }

  private static String name(Call call) {
    String typed = call.arguments().word(0);
    return typed.startsWith("@") ? typed.substring(1) : typed;
  }
}
