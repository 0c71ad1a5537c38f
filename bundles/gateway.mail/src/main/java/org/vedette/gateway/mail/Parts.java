package org.vedette.gateway.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.vedette.api.delivery.Attachment;

/** The body of a mail that has files with it: RFC 2046 section 5.1.3, multipart/mixed. */
final class Parts {
  private static final int LINE = 76;
  private static final byte[] END = {'\r', '\n'};

  private final String boundary;

  /**
   * Begins one.
   *
   * @param chance letters and digits that no other mail has
   */
  Parts(String chance) {
    // RFC 2045 section 6.7: neither quoted-printable nor base64 ever holds "=_".
    this.boundary = "=_" + chance;
  }

  /** Returns the value of the field Content-Type. */
  String type() {
    return "multipart/mixed;\r\n boundary=\"" + boundary + "\"";
  }

  /**
   * Writes all parts.
   *
   * @param text the text as quoted-printable
   */
  byte[] write(byte[] text, List<Attachment> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    part(
        out,
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: quoted-printable");
    out.writeBytes(text);
    for (Attachment file : files) {
      part(
          out,
          "Content-Type: " + file.type(),
          "Content-Disposition: attachment;",
          " filename=\"" + file.name() + "\"",
          "Content-Transfer-Encoding: base64");
      out.writeBytes(Base64.getMimeEncoder(LINE, END).encode(file.bytes()));
      out.writeBytes(END);
    }
    line(out, "--" + boundary + "--");
    return out.toByteArray();
  }

  private void part(ByteArrayOutputStream out, String... header) {
    line(out, "--" + boundary);
    for (String each : header) {
      line(out, each);
    }
    line(out, "");
  }

  private static void line(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(END);
  }
}
