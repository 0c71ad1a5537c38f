package org.vedette.gateway.http.template;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Where in a request a value stands: each place has its own way to write values. */
public enum Place {
  /** Path or query of the URL: all but unreserved characters in percent form (RFC 3986 2.3). */
  URL {
    @Override
    String write(String value) {
      // The form's way but for these three (WHATWG URL, application/x-www-form-urlencoded).
      return FORM.write(value).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }
  },
  /** A body of {@code application/x-www-form-urlencoded}. */
  FORM {
    @Override
    String write(String value) {
      return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
  },
  /** Inside a string of a JSON body (RFC 8259 section 7). */
  JSON {
    @Override
    String write(String value) {
      StringBuilder written = new StringBuilder(value.length() + 16);
      for (int i = 0; i < value.length(); i++) {
        char each = value.charAt(i);
        switch (each) {
          case '"' -> written.append("\\\"");
          case '\\' -> written.append("\\\\");
          case '\n' -> written.append("\\n");
          default -> {
            // U+2028 and U+2029 are legal, but end lines in old JavaScript.
            if (each < ' ' || each == 0x7F || each == 0x2028 || each == 0x2029) {
              written.append("\\u").append(HEX.toHexDigits(each));
            } else {
              written.append(each);
            }
          }
        }
      }
      return written.toString();
    }
  },
  /** The value of a header: whoever makes values for it keeps to printable ASCII. */
  HEADER {
    @Override
    String write(String value) {
      return value.chars().allMatch(each -> each >= ' ' && each < 0x7F) ? value : "";
    }
  };

  private static final HexFormat HEX = HexFormat.of();

  /** Writes a value so that it means itself and nothing else. */
  abstract String write(String value);
}
