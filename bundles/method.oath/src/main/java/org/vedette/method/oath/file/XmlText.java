package org.vedette.method.oath.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the encoding of an XML file (XML 1.0, appendix F) and decodes it. */
final class XmlText {
  private static final Pattern DECLARED =
      Pattern.compile("<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");
  private static final int HEAD = 300;

  private static final Map<String, Charset> KNOWN =
      Map.of(
          "utf-8", StandardCharsets.UTF_8,
          "us-ascii", StandardCharsets.UTF_8,
          "utf-16", StandardCharsets.UTF_8, // Only without its mark, so it cannot be true.
          "iso-8859-1", StandardCharsets.ISO_8859_1,
          "windows-1252", Charset.forName("windows-1252"));

  private XmlText() {}

  /** Decodes; bytes that are no text become U+FFFD, which no field may hold. */
  static String decode(byte[] file) throws XmlReader.BadXmlException {
    if (starts(file, 0xFE, 0xFF)) {
      return new String(file, 2, file.length - 2, StandardCharsets.UTF_16BE);
    }
    if (starts(file, 0xFF, 0xFE)) {
      return new String(file, 2, file.length - 2, StandardCharsets.UTF_16LE);
    }
    int from = starts(file, 0xEF, 0xBB) ? Math.min(3, file.length) : 0;
    String head =
        new String(file, from, Math.min(HEAD, file.length - from), StandardCharsets.ISO_8859_1);
    Matcher declared = DECLARED.matcher(head);
    Charset charset = StandardCharsets.UTF_8;
    if (declared.lookingAt()) {
      Charset named = KNOWN.get(declared.group(1).toLowerCase(Locale.ROOT));
      if (named == null) {
        throw new XmlReader.BadXmlException(1, "has an encoding that is not read: use UTF-8");
      }
      charset = named;
    }
    return new String(file, from, file.length - from, charset);
  }

  private static boolean starts(byte[] file, int first, int second) {
    return file.length > 1 && (file[0] & 0xff) == first && (file[1] & 0xff) == second;
  }
}
