package org.vedette.shell.verb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.view.Bar;
import org.vedette.shell.view.Table;

/** Brings a file of hardware tokens into the inventory, and says what was wrong with it. */
final class OathImport {
  private static final long MAX_FILE = 16L << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int SHOWN = 50;

  private final Call call;
  private final Path file;
  private final boolean dryRun;

  OathImport(Call call) {
    this.call = call;
    this.file = Path.of(call.arguments().word(0));
    this.dryRun = call.arguments().has("dry-run");
  }

  int run() {
    byte[] bytes = read(file, "FILE", MAX_FILE);
    Map<String, String> headers = new LinkedHashMap<>();
    call.arguments()
        .option("key-file")
        .ifPresent(it -> headers.put("Vedette-Key", key(read(Path.of(it), "--key-file", 1_024))));
    if (call.arguments().has("passphrase-stdin")) {
      byte[] phrase = call.readLine("The passphrase").getBytes(StandardCharsets.UTF_8);
      headers.put("Vedette-Passphrase", Base64.getEncoder().encodeToString(phrase));
    }
    String path =
        "/oath/imports?format="
            + Api.encode(call.arguments().option("format").orElse("auto"))
            + "&dryRun="
            + dryRun
            + "&replace="
            + call.arguments().has("replace")
            + "&expired="
            + call.arguments().has("allow-expired");
    Api api = call.api().within(PATIENCE);
    Doc report =
        Bar.during(
            call.terminal(),
            (dryRun ? "looking at " : "importing ") + file.getFileName(),
            this::progress,
            () -> api.uploadFile(path, headers, bytes));
    call.arguments().option("errors").ifPresent(it -> writeErrors(Path.of(it), report));
    if (!call.wroteJson(report)) {
      tell(report);
    }
    return report.number("refused") == 0 ? Failure.DONE : Failure.REFUSED;
  }

  /** Asked beside the import, so whatever goes wrong here is not told. */
  private Optional<Bar.Step> progress() {
    try {
      Doc now = call.api().get("/oath/imports");
      return now.flag("running")
          ? Optional.of(new Bar.Step(now.number("done"), now.number("of")))
          : Optional.empty();
    } catch (Failure unknown) {
      return Optional.empty();
    }
  }

  private void tell(Doc report) {
    Table table = new Table("LINE", "SERIAL", "", "FIELD", "REASON").wrapping();
    List<Doc> lines = report.docs("lines");
    for (Doc it : lines.subList(0, Math.min(SHOWN, lines.size()))) {
      table.row(
          it.text("line"),
          it.text("serial"),
          it.flag("kept") ? "kept" : "refused",
          it.text("field"),
          it.text("reason"));
    }
    if (!table.isEmpty()) {
      call.table(table);
      if (lines.size() > SHOWN) {
        call.say((lines.size() - SHOWN) + " more: --errors FILE writes them all.");
      }
      call.print("");
    }
    String sum =
        (dryRun ? "Would add " : "Added ")
            + report.text("added")
            + " of "
            + report.text("read")
            + " tokens"
            + some(report, "replaced", " replaced")
            + some(report, "unchanged", " there already")
            + some(report, "waiting", " waiting for a code of their user")
            + some(report, "refused", " refused")
            + ".";
    call.print(report.number("refused") == 0 ? sum : call.paint().warn(sum));
    next(report);
  }

  private void next(Doc report) {
    if (dryRun) {
      call.next(
          "vedette oath import " + Call.word(file.toString()), "keeps them, with the same options");
    } else if (report.number("waiting") > 0) {
      call.next(
          "vedette oath list --state waiting",
          "those that wait for a code",
          "vedette oath assign SERIAL CODE",
          "activates one");
    } else {
      call.next("vedette oath assign SERIAL CODE --user USER", "hands one to a user");
    }
  }

  private static String some(Doc report, String field, String words) {
    return report.number(field) == 0 ? "" : ", " + report.text(field) + words;
  }

  /** Writes what was wrong as CSV (RFC 4180), for the vendor. */
  private static void writeErrors(Path to, Doc report) {
    StringBuilder csv = new StringBuilder("line,serial,kept,field,reason\r\n");
    for (Doc it : report.docs("lines")) {
      csv.append(it.text("line")).append(',').append(quoted(it.text("serial"))).append(',');
      csv.append(it.flag("kept")).append(',').append(quoted(it.text("field"))).append(',');
      csv.append(quoted(it.text("reason"))).append("\r\n");
    }
    try {
      Files.writeString(to, csv);
    } catch (IOException e) {
      throw Failure.refused("--errors: " + to + " cannot be written; the import itself is done.");
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  /** A key as text is passed on; raw bytes become hexadecimal. */
  private static String key(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.US_ASCII).strip();
    boolean readable = text.length() >= 22 && text.matches("[A-Za-z0-9+/=]+");
    return readable ? text : HexFormat.of().formatHex(bytes);
  }

  private static byte[] read(Path file, String what, long most) {
    try {
      if (Files.size(file) > most) {
        throw Failure.usage(what + ": " + file + " is larger than " + most + " bytes.");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Failure.usage(what + ": " + file + " cannot be read.");
    }
  }
}
