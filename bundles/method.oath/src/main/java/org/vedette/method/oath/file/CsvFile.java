package org.vedette.method.oath.file;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vedette.method.oath.MalformedTextException;
import org.vedette.method.oath.SecretText;
import org.vedette.method.oath.Token;
import org.vedette.method.oath.file.CsvHeader.Column;

/** Reads the dialects of CSV in which tokens are delivered. */
final class CsvFile {
  private static final int MAX_LINE = 4_096;
  private static final String CLOUD_HEADER =
      "upn,serial number,secret key,time interval,manufacturer,model";

  private CsvFile() {}

  static Parsed read(String text, Format format) throws BadFileException {
    Entries entries = new Entries();
    try {
      return read(text, format, entries);
    } catch (BadFileException bad) {
      entries.close();
      throw bad;
    }
  }

  private static Parsed read(String text, Format format, Entries entries) throws BadFileException {
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    Optional<CsvHeader> header = Optional.empty();
    char separator = ',';
    boolean first = true;
    int number = 0;
    for (int at = 0; at < body.length(); ) {
      int end = end(body, at);
      String line = body.substring(at, end);
      at = next(body, end);
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (first) {
        first = false;
        separator = CsvLine.separator(line);
        header = header(line, separator, format);
        if (header.isPresent()) {
          continue;
        }
      }
      CsvHeader columns = header.orElse(CsvHeader.POSITIONS);
      char by = separator;
      entries.add(number, raw -> fill(raw, line, by, columns));
    }
    if (first) {
      throw new BadFileException("file", "holds no tokens");
    }
    boolean cloud = header.filter(it -> it.has(Column.UPN)).isPresent();
    return entries.end(cloud ? Format.CLOUD : Format.CSV);
  }

  private static Optional<CsvHeader> header(String line, char separator, Format format)
      throws BadFileException {
    List<String> fields;
    try {
      fields = CsvLine.split(line, separator);
    } catch (BadEntryException unclosed) {
      return Optional.empty(); // Told as the first bad line.
    }
    Optional<CsvHeader> header = CsvHeader.of(fields);
    boolean cloud = format == Format.CLOUD || header.isEmpty() && fields.size() > 4;
    if (cloud && !header.map(it -> it.has(Column.UPN)).orElse(false)) {
      throw new BadFileException(
          "file", "needs a header as its first line, for example " + CLOUD_HEADER);
    }
    return header;
  }

  private static void fill(RawSeed raw, String line, char separator, CsvHeader columns)
      throws BadEntryException {
    if (line.length() > MAX_LINE) {
      throw new BadEntryException("line", "is longer than " + MAX_LINE + " characters");
    }
    List<String> fields = CsvLine.split(line, separator);
    raw.serial = columns.text(fields, Column.SERIAL);
    if (fields.size() < columns.width()) {
      throw new BadEntryException(
          "line", "has " + fields.size() + " columns, not " + columns.width());
    }
    if (columns == CsvHeader.POSITIONS && fields.size() > columns.width()) {
      throw new BadEntryException(
          "line", "has " + fields.size() + " columns; serial, secret and interval are expected");
    }
    raw.upn = columns.text(fields, Column.UPN);
    raw.manufacturer = columns.text(fields, Column.MANUFACTURER);
    raw.model = columns.text(fields, Column.MODEL);
    kind(raw, columns, fields);
    raw.secret = secret(columns.text(fields, Column.SECRET));
  }

  private static void kind(RawSeed raw, CsvHeader columns, List<String> fields)
      throws BadEntryException {
    String type = columns.text(fields, Column.TYPE).toLowerCase(Locale.ROOT);
    String interval = columns.text(fields, Column.INTERVAL);
    String counter = columns.text(fields, Column.COUNTER);
    boolean event = type.equals(Token.HOTP) || type.equals("event");
    if (type.isEmpty() && interval.isEmpty() && !counter.isEmpty()) {
      event = true;
    }
    if (!type.isEmpty() && !event && !type.equals(Token.TOTP) && !type.equals("time")) {
      throw new BadEntryException("type", "is totp or hotp");
    }
    raw.params.put(Token.TYPE, event ? Token.HOTP : Token.TOTP);
    if (event) {
      raw.start = counter.isEmpty() ? 0 : Numbers.parse("counter", counter, Long.MAX_VALUE >> 8);
    } else if (interval.equals("30") || interval.equals("60")) {
      raw.params.put(Token.PERIOD, interval);
    } else {
      throw new BadEntryException(
          "interval", interval.isEmpty() ? "is missing: 30 or 60 seconds" : "is 30 or 60 seconds");
    }
    put(raw, Token.DIGITS, columns.text(fields, Column.DIGITS));
    String algorithm = columns.text(fields, Column.ALGORITHM).toUpperCase(Locale.ROOT);
    put(raw, Token.ALGORITHM, algorithm.replaceAll("[^A-Z0-9]", "").replace("HMAC", ""));
  }

  private static void put(RawSeed raw, String param, String value) {
    if (!value.isEmpty()) {
      raw.params.put(param, value);
    }
  }

  private static byte[] secret(String text) throws BadEntryException {
    if (text.isEmpty()) {
      throw new BadEntryException("secret", "is missing");
    }
    try {
      return SecretText.decode(text);
    } catch (MalformedTextException malformed) {
      throw new BadEntryException("secret", malformed.problem());
    }
  }

  private static int end(String body, int from) {
    int at = from;
    while (at < body.length() && body.charAt(at) != '\n' && body.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  private static int next(String body, int end) {
    boolean two =
        end + 1 < body.length() && body.charAt(end) == '\r' && body.charAt(end + 1) == '\n';
    return end + (two ? 2 : 1);
  }
}
