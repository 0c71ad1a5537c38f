package org.vedette.method.oath.file;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Reads a file of tokens, whatever its form. */
public final class TokenFile {
  /** Largest file, in bytes. */
  public static final int MAX_BYTES = 16 << 20;

  /** Most entries of a file. */
  public static final int MAX_TOKENS = 100_000;

  private TokenFile() {}

  /**
   * Reads a file. Works in memory and at once: seconds for the largest.
   *
   * @param now the time by which tokens have ended
   * @param expiredToo keep tokens whose use has ended as the vendor wishes, without that end
   * @throws BadFileException when nothing of it can be read
   */
  public static Parsed read(
      byte[] file, Format format, Unlock unlock, Instant now, boolean expiredToo)
      throws BadFileException {
    if (file.length == 0) {
      throw new BadFileException("file", "is empty");
    }
    if (file.length > MAX_BYTES) {
      throw new BadFileException("file", "is larger than 16 MiB; split it");
    }
    boolean utf16 = file.length > 1 && (file[0] & file[1]) == (byte) 0xFE && file[0] != file[1];
    if (format == Format.PSKC || format == Format.AUTO && (utf16 || firstIs(file, '<'))) {
      return new PskcFile(unlock, now, expiredToo).read(file);
    }
    if (utf16 || contains(file, (byte) 0)) {
      throw new BadFileException(
          "file", "is no text: PSKC (XML) or CSV in UTF-8 is expected, no spreadsheet");
    }
    return CsvFile.read(new String(file, StandardCharsets.UTF_8), format);
  }

  /** Tells whether the first sign that is no blank and no byte order mark is this one. */
  private static boolean firstIs(byte[] file, char wanted) {
    for (byte each : file) {
      boolean mark = (each & 0xff) == 0xEF || (each & 0xff) == 0xBB || (each & 0xff) == 0xBF;
      if (!mark && each != ' ' && each != '\t' && each != '\r' && each != '\n') {
        return each == wanted;
      }
    }
    return false;
  }

  private static boolean contains(byte[] file, byte wanted) {
    for (byte each : file) {
      if (each == wanted) {
        return true;
      }
    }
    return false;
  }
}
