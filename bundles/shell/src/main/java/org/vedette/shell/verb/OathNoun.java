package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Verb;
import org.vedette.shell.view.Table;

/** Hardware tokens: the boxes that vendors send, and the files with their secrets. */
final class OathNoun implements Noun {
  private static final String ROOT = "/oath/tokens";
  private static final String SERIAL = "Serial number printed on the token.";
  private static final String MAKER = "manufacturer";
  private static final String MAKER_HELP = "Needed where several made the same serial number.";

  @Override
  public String name() {
    return "oath";
  }

  @Override
  public String summary() {
    return "Import hardware tokens from the vendor's file, and hand them to users.";
  }

  @Override
  public List<Verb> verbs() {
    List<Verb> verbs = new ArrayList<>();
    verbs.add(imports());
    verbs.addAll(looking());
    verbs.addAll(handing());
    return List.copyOf(verbs);
  }

  private static Verb imports() {
    return verb("import", "Read a vendor's file of tokens into the inventory.")
        .needs("FILE", "The file, at most 16 MiB and 100,000 tokens.")
        .flag("dry-run", "Look at every line and keep nothing.")
        .option("format", "FORM", "auto (default: found by looking), pskc, csv or cloud.")
        .option("key-file", "FILE", "Pre-shared key of an encrypted PSKC file: hex, Base64 or raw.")
        .flag("passphrase-stdin", "Read the passphrase of an encrypted PSKC file from stdin.")
        .flag("replace", "Replace tokens with another secret that are there and belong to nobody.")
        .flag("allow-expired", "Take tokens too whose use has ended as the vendor wishes.")
        .option("errors", "FILE", "Write what was wrong into this file, as CSV.")
        .details(
            "Forms: PSKC (RFC 6030), plain or encrypted. CSV with the columns serial,secret,interval,"
                + " the secret in Base32 or hex, the interval 30 or 60. CSV with a header, as the"
                + " cloud has it: upn,serial number,secret key,time interval,manufacturer,model; a"
                + " header may also name type, algorithm, digits and counter.")
        .details(
            "Lines that are wrong are named with their reason, the others are kept; the exit code is"
                + " then 1. The same file may be given again: what is there is left as it is.")
        .details(
            "A upn that is the name of a user, whole or before the @, leaves the token waiting for"
                + " that user's code: \"oath assign SERIAL CODE\".")
        .example("vedette oath import tokens.csv --dry-run", "what is in it, and what is wrong")
        .example("vedette oath import tokens.xml --key-file transport.key", "an encrypted file")
        .example(
            "vedette oath import tokens.xml --passphrase-stdin < passphrase.txt",
            "one with a passphrase")
        .example("vedette oath import tokens.csv --errors bad.csv", "the bad lines for the vendor")
        .does(call -> new OathImport(call).run());
  }

  private static List<Verb> looking() {
    return List.of(
        verb("list", "List the tokens of the inventory by serial number.")
            .takes("TEXT", "Occurs in serial number, manufacturer or model.")
            .option("state", "STATE", "free, waiting (for its user's code) or assigned.")
            .option("user", "USER", "Those that this user has or that wait for the user.")
            .option("limit", "N", "So many lines, 1 to 500; default 50.")
            .option("offset", "N", "Leave out so many before; default 0.")
            .example("vedette oath list --state free", "the drawer")
            .example("vedette oath list 11003 --limit 200", "a part of a serial number")
            .does(OathNoun::list),
        verb("show", "Show a token.")
            .needs("SERIAL", SERIAL)
            .option(MAKER, "NAME", MAKER_HELP)
            .example("vedette oath show 1100312", "who has it, and what kind it is")
            .does(OathNoun::show));
  }

  private static List<Verb> handing() {
    return List.of(
        verb("assign", "Hand a token to a user, proved by the code that it shows.")
            .needs("SERIAL", SERIAL)
            .needs("CODE", "The code that it shows now.")
            .takes("CODE2", "The next code, for a token whose clock or counter is far off.")
            .option("user", "USER", "The user; left out for the one that the token waits for.")
            .option("mode", "MODE", "standard, or pin when the user's PIN follows the code.")
            .option("label", "TEXT", "What the user calls it, like key ring.")
            .option(MAKER, "NAME", MAKER_HELP)
            .details(
                "The codes are used up by this. At most five tokens and apps for each user. One code"
                    + " is searched 20 time steps each way or 100 presses ahead, two codes much"
                    + " further.")
            .example("vedette oath assign 1100312 123456 --user alice", "alice has it now")
            .example("vedette oath assign 1100312 123456", "it waits for its user since the import")
            .does(OathNoun::assign),
        verb("resync", "Find the place of a token whose clock or counter went astray.")
            .needs("SERIAL", SERIAL)
            .needs("CODE1", "The code that it shows now.")
            .needs("CODE2", "The next code that it shows.")
            .option(MAKER, "NAME", MAKER_HELP)
            .details("Both codes are used up by this and cannot sign anybody in.")
            .example("vedette oath resync 1100312 123456 654321", "one right after the other")
            .does(OathNoun::resync),
        verb("release", "Take a token from its user: it is free again.")
            .needs("SERIAL", SERIAL)
            .option(MAKER, "NAME", MAKER_HELP)
            .details("Removing the enrollment or the user does the same.")
            .example("vedette oath release 1100312", "back into the drawer")
            .does(OathNoun::release),
        verb("remove", "Remove a free token from the inventory, with its secret.")
            .needs("SERIAL", SERIAL)
            .option(MAKER, "NAME", MAKER_HELP)
            .details("For tokens that are lost or broken. It can only come back by an import.")
            .example("vedette oath remove 1100312", "removes it at once, without a question")
            .does(OathNoun::remove));
  }

  private static int list(Call call) {
    int limit = call.arguments().number("limit", 50, 1, 500);
    int offset = call.arguments().number("offset", 0, 0, 1_000_000);
    StringBuilder path = new StringBuilder(ROOT);
    path.append("?limit=").append(limit).append("&offset=").append(offset);
    call.arguments().maybe(0).ifPresent(it -> path.append("&search=").append(Api.encode(it)));
    for (String filter : List.of("state", "user")) {
      call.arguments()
          .option(filter)
          .ifPresent(it -> path.append('&').append(filter).append('=').append(Api.encode(it)));
    }
    Doc page = call.api().get(path.toString());
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    Table table = new Table("SERIAL", "STATE", "USER", "MANUFACTURER", "MODEL", "KIND");
    for (Doc it : page.docs("items")) {
      table.row(
          it.text("serial"),
          it.text("state"),
          it.text("username"),
          it.text(MAKER),
          it.text("model"),
          kind(it));
    }
    if (table.isEmpty()) {
      call.say("No token is like that.");
      call.next("vedette oath import FILE", "brings some from a vendor's file");
      return Failure.DONE;
    }
    call.table(table);
    call.print("");
    long end = offset + page.docs("items").size();
    if (end < page.number("total")) {
      call.say(end + " of " + page.text("total") + " are shown.");
      call.next("vedette oath list --offset " + end, "with the same options: those that follow");
    } else {
      call.next("vedette oath assign SERIAL CODE --user USER", "hands one to a user");
    }
    return Failure.DONE;
  }

  private static String kind(Doc it) {
    boolean timed = it.text("type").equals("totp");
    return it.text("type")
        + " "
        + it.text("algorithm")
        + ", "
        + it.text("digits")
        + " digits"
        + (timed ? ", " + it.text("period") + " s" : "");
  }

  private static int show(Call call) {
    Doc it = call.api().get(path(call, ""));
    if (call.wroteJson(it)) {
      return Failure.DONE;
    }
    call.facts(
        List.of(
            new String[] {"serial", it.text("serial")},
            new String[] {"state", it.text("state")},
            new String[] {"user", it.text("username")},
            new String[] {"manufacturer", it.text(MAKER)},
            new String[] {"model", it.text("model")},
            new String[] {"kind", kind(it)},
            new String[] {"imported", call.times().local(it.text("imported"))},
            new String[] {
              "expires", it.has("expires") ? call.times().local(it.text("expires")) : ""
            },
            new String[] {"id", it.text("id")}));
    call.print("");
    String serial = Call.word(it.text("serial"));
    if (it.text("state").equals("assigned")) {
      call.next("vedette oath resync " + serial + " CODE1 CODE2", "if its codes are not taken");
    } else {
      call.next("vedette oath assign " + serial + " CODE --user USER", "hands it to a user");
    }
    return Failure.DONE;
  }

  private static int assign(Call call) {
    List<String> codes = new ArrayList<>(List.of(call.arguments().word(1)));
    call.arguments().maybe(2).ifPresent(codes::add);
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("codes", codes);
    for (String field : List.of("user", "mode", "label")) {
      call.arguments().option(field).ifPresent(it -> body.put(field, it));
    }
    Doc it = call.api().post(path(call, "/assign"), body);
    if (!call.wroteJson(it)) {
      call.say(it.text("username") + " can sign in with the token " + it.text("serial") + ".");
      call.next(
          "vedette enrollment list " + Call.word(it.text("username")), "shows all of this user");
    }
    return Failure.DONE;
  }

  private static int resync(Call call) {
    List<String> codes = List.of(call.arguments().word(1), call.arguments().word(2));
    Doc it = call.api().post(path(call, "/resync"), Map.of("codes", codes));
    if (!call.wroteJson(it)) {
      call.say("Found its place again. The next code it shows signs in.");
      call.next("vedette audit tail", "watch the user try it");
    }
    return Failure.DONE;
  }

  private static int release(Call call) {
    Doc it = call.api().post(path(call, "/release"), Map.of());
    if (!call.wroteJson(it)) {
      call.say("The token " + it.text("serial") + " is free.");
      call.next(
          "vedette oath assign " + Call.word(it.text("serial")) + " CODE --user USER",
          "hands it to another user");
    }
    return Failure.DONE;
  }

  private static int remove(Call call) {
    Doc answer = call.api().delete(path(call, ""));
    if (!call.wroteJson(answer)) {
      call.say("Removed the token " + call.arguments().word(0) + ".");
      call.next("vedette oath list --state free", "shows what is left");
    }
    return Failure.DONE;
  }

  private static String path(Call call, String act) {
    String maker =
        call.arguments().option(MAKER).map(it -> "?manufacturer=" + Api.encode(it)).orElse("");
    return ROOT + Api.path(call.arguments().word(0)) + act + maker;
  }
}
