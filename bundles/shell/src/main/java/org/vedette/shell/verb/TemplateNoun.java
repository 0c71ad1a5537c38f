package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Verb;
import org.vedette.shell.view.Table;

/** The texts of messages, calls and mails. */
final class TemplateNoun implements Noun {
  private static final String KEY = "Which text, like sms.code; template list shows all.";
  private static final String LANGUAGE = "Two letters, like de; default en.";
  private static final String APPLICATION = "Only for this application; default all.";
  private static final long MAX_FILE = 200L << 10;

  private static final Map<String, String> TYPES =
      Map.of(
          "pdf", "application/pdf",
          "txt", "text/plain",
          "html", "text/html",
          "png", "image/png",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "ics", "text/calendar");

  @Override
  public String name() {
    return "template";
  }

  @Override
  public String summary() {
    return "Show, change and try the texts of messages, calls and mails.";
  }

  @Override
  public List<Verb> verbs() {
    return List.of(
        verb("list", "List all texts, and which were changed.")
            .example("vedette template list", "by channel and name")
            .does(TemplateNoun::list),
        placed(verb("show", "Show a text with what may stand in it.").needs("KEY", KEY))
            .example("vedette template show sms.code", "the English one")
            .example("vedette template show mail.code --language de", "the German one")
            .does(TemplateNoun::show),
        draft(placed(verb("change", "Put another text in place.").needs("KEY", KEY)))
            .option(
                "attach", "FILE", "File that goes with a mail, at most 3 of 200 KiB; repeat it.")
            .flag("no-attachments", "Send no files any more.")
            .details(
                "Placeholders are written <$name$>; template show lists those of a text. What is"
                    + " not given stays as it is.")
            .example(
                "vedette template change sms.code --body 'Code <$otp$> for <$application_name$>'",
                "in English, for all applications")
            .example(
                "vedette template change mail.code --language de --application vpn --file t.txt",
                "one application, from a file")
            .does(TemplateNoun::change),
        placed(verb("reset", "Go back to the text of the server.").needs("KEY", KEY))
            .example("vedette template reset sms.code --language de", "the German one")
            .does(TemplateNoun::reset),
        draft(placed(verb("preview", "Show a text filled in, saved or not.").needs("KEY", KEY)))
            .example("vedette template preview sms.code", "with sample values")
            .example("vedette template preview mail.code --file t.txt", "before it is saved")
            .does(TemplateNoun::preview),
        draft(
                placed(
                    verb("test", "Send a text with sample values.")
                        .needs("KEY", KEY)
                        .needs("TO", "Address, or telephone number with + and country code.")))
            .example("vedette template test sms.code +41791234567", "through the real gateways")
            .example("vedette template test mail.code you@example.org --language de", "by mail")
            .does(TemplateNoun::test));
  }

  private static Verb.Builder placed(Verb.Builder verb) {
    return verb.option("language", "LANGUAGE", LANGUAGE).option("application", "NAME", APPLICATION);
  }

  private static Verb.Builder draft(Verb.Builder verb) {
    return verb.option("subject", "TEXT", "Subject of a mail.")
        .option("body", "TEXT", "The text; \\n begins a new line.")
        .option("file", "FILE", "File with the text, in UTF-8, instead of --body.");
  }

  private static String path(Call call, String action) {
    StringBuilder path = new StringBuilder("/templates" + Api.path(call.arguments().word(0)));
    path.append(action);
    char sign = '?';
    for (String option : List.of("language", "application")) {
      Optional<String> value = call.arguments().option(option);
      if (value.isPresent()) {
        path.append(sign).append(option).append('=').append(Api.encode(value.get()));
        sign = '&';
      }
    }
    return path.toString();
  }

  private static Map<String, Object> body(Call call) {
    Map<String, Object> body = new LinkedHashMap<>();
    call.arguments().option("subject").ifPresent(it -> body.put("subject", it));
    call.arguments().option("body").ifPresent(it -> body.put("body", it.replace("\\n", "\n")));
    call.arguments()
        .option("file")
        .ifPresent(it -> body.put("body", new String(read(it), StandardCharsets.UTF_8)));
    return body;
  }

  private static byte[] read(String name) {
    Path file = Path.of(name);
    try {
      if (Files.size(file) > MAX_FILE) {
        throw Failure.usage(name + " is larger than " + (MAX_FILE >> 10) + " KiB.");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Failure.usage(name + " cannot be read.");
    }
  }

  private static int list(Call call) {
    Doc page = call.api().get("/templates");
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    Table table = new Table("TEXT", "CHANGED FOR");
    for (Doc it : page.docs("items")) {
      List<String> places = new ArrayList<>();
      for (Doc place : it.docs("changed")) {
        String application = place.text("application");
        places.add(place.text("language") + (application.isEmpty() ? "" : " of " + application));
      }
      table.row(it.text("key"), String.join(", ", places));
    }
    call.table(table);
    call.print("");
    call.next("vedette template show sms.code", "shows one, with what may stand in it");
    return Failure.DONE;
  }

  private static int show(Call call) {
    Doc text = call.api().get(path(call, ""));
    if (!call.wroteJson(text)) {
      tell(call, text);
      call.next(
          "vedette template change " + text.text("key") + " --body TEXT", "puts another in place",
          "vedette template preview " + text.text("key"), "shows it filled in");
    }
    return Failure.DONE;
  }

  private static void tell(Call call, Doc text) {
    List<String> placeholders = new ArrayList<>();
    text.texts("placeholders").forEach(it -> placeholders.add("<$" + it + "$>"));
    List<String> files = new ArrayList<>();
    text.docs("attachments")
        .forEach(it -> files.add(it.text("name") + " (" + it.text("bytes") + " bytes)"));
    String needed = text.text("needed");
    long segments = text.number("segments");
    call.facts(
        List.of(
            new String[] {"text", text.text("key")},
            new String[] {"language", text.text("language")},
            new String[] {"application", text.text("application")},
            new String[] {"in force", source(text.text("source"))},
            new String[] {"placeholders", String.join(" ", placeholders)},
            new String[] {"needed", needed.isEmpty() ? "" : "<$" + needed + "$>"},
            new String[] {"messages", segments == 0 ? "" : segments + " with sample values"},
            new String[] {"attachments", String.join(", ", files)},
            new String[] {"subject", text.text("subject")}));
    call.print("");
    text.text("body").lines().forEach(it -> call.say("  " + it));
    call.print("");
  }

  private static String source(String source) {
    switch (source) {
      case "application":
        return "your text for this application";
      case "all":
        return "your text for all applications";
      default:
        return "the text of the server";
    }
  }

  private static int change(Call call) {
    Map<String, Object> body = body(call);
    List<String> files = call.arguments().all("attach");
    if (!files.isEmpty()) {
      List<Map<String, String>> attachments = new ArrayList<>();
      files.forEach(it -> attachments.add(attachment(it)));
      body.put("attachments", attachments);
    } else if (call.arguments().has("no-attachments")) {
      body.put("attachments", List.of());
    }
    if (body.isEmpty()) {
      throw Failure.usage("Nothing is to be changed.", "vedette template change --help");
    }
    long version = call.api().get(path(call, "")).number("version");
    Doc text = call.api().putIf(path(call, ""), version, body);
    if (!call.wroteJson(text)) {
      tell(call, text);
      call.next(
          "vedette template test " + text.text("key") + " TO", "sends it to you",
          "vedette template reset " + text.text("key"), "goes back to the text of the server");
    }
    return Failure.DONE;
  }

  private static Map<String, String> attachment(String file) {
    String name = Path.of(file).getFileName().toString();
    String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    Map<String, String> attachment = new LinkedHashMap<>();
    attachment.put("name", name);
    attachment.put("type", TYPES.getOrDefault(end, "application/octet-stream"));
    attachment.put("content", Base64.getEncoder().encodeToString(read(file)));
    return attachment;
  }

  private static int reset(Call call) {
    Doc answer = call.api().delete(path(call, ""));
    if (!call.wroteJson(answer)) {
      call.say("The text of the server is in force again.");
      call.next("vedette template show " + call.arguments().word(0), "shows it");
    }
    return Failure.DONE;
  }

  private static int preview(Call call) {
    Doc text = call.api().post(path(call, "/preview"), body(call));
    if (call.wroteJson(text)) {
      return Failure.DONE;
    }
    if (text.has("subject") && !text.text("subject").isEmpty()) {
      call.say(text.text("subject"));
      call.print("");
    }
    text.text("body").lines().forEach(it -> call.say("  " + it));
    call.print("");
    if (text.number("segments") > 0) {
      call.say("Text messages it takes: " + text.number("segments"));
    }
    call.next("vedette template test " + call.arguments().word(0) + " TO", "sends it to you");
    return Failure.DONE;
  }

  private static int test(Call call) {
    Map<String, Object> body = body(call);
    body.put("to", call.arguments().word(1));
    Doc result = call.api().post(path(call, "/test"), body);
    if (!call.wroteJson(result)) {
      call.say(
          result.flag("sent")
              ? "A provider took the message."
              : "It was not sent: " + result.text("result") + ".");
      call.next("vedette audit list --text template.test", "shows what the gateways did");
    }
    return result.flag("sent") ? Failure.DONE : Failure.REFUSED;
  }
}
