package org.vedette.gateway.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.vedette.api.delivery.Attachment;
import org.vedette.api.delivery.Message;

/**
 * A mail as it is sent: header and body.
 *
 * @param from who sends
 * @param to who gets it
 * @param octets header and body, lines ended by CR LF
 */
record Letter(Mailbox from, Mailbox to, byte[] octets) {
  /** Longest subject, in characters; what is longer is cut off. */
  static final int MAX_SUBJECT = 200;

  /** Longest text, in characters: no message of a sign-in comes near. */
  static final int MAX_BODY = 100_000;

  /** RFC 5322 section 3.3. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);

  /**
   * Writes a mail.
   *
   * @param random 16 octets that no other mail has
   */
  static Letter write(
      MailSettings.Sender sender, Mailbox to, Message.Text text, Instant now, byte[] random) {
    StringBuilder header = new StringBuilder();
    String subject = EncodedWords.line(text.subject());
    field(header, "Date", DATE.format(now));
    field(header, "From", who(sender.name(), sender.from()));
    sender.replyTo().ifPresent(each -> field(header, "Reply-To", each.toString()));
    field(header, "To", to.toString());
    // RFC 5322 section 3.6.4: unique by the domain of who makes it, and by chance.
    String id = HexFormat.of().formatHex(random) + "@" + sender.from().domain();
    field(header, "Message-ID", "<" + id + ">");
    field(header, "Subject", EncodedWords.of(cut(subject)));
    // RFC 3834 section 5: no answering machine is to answer. The other is what Exchange heeds.
    field(header, "Auto-Submitted", "auto-generated");
    field(header, "X-Auto-Response-Suppress", "All");
    field(header, "MIME-Version", "1.0");
    byte[] body = body(text.body());
    // What the core keeps was checked; a name or type that could break out of its field is not
    // sent.
    List<Attachment> files =
        text.attachments().stream().filter(each -> each.problem().isEmpty()).toList();
    if (files.isEmpty()) {
      field(header, "Content-Type", "text/plain; charset=UTF-8");
      field(header, "Content-Transfer-Encoding", "quoted-printable");
    } else {
      Parts parts = new Parts(HexFormat.of().formatHex(random));
      field(header, "Content-Type", parts.type());
      body = parts.write(body, files);
    }
    return new Letter(sender.from(), to, octets(header.append("\r\n").toString(), body));
  }

  private static void field(StringBuilder header, String name, String value) {
    header.append(name).append(": ").append(value).append("\r\n");
  }

  private static String who(String name, Mailbox box) {
    // On a line of its own: beside an encoded word it would not fit.
    return name.isEmpty() ? box.toString() : EncodedWords.phrase(name) + "\r\n <" + box + ">";
  }

  private static String cut(String subject) {
    return subject.codePointCount(0, subject.length()) <= MAX_SUBJECT
        ? subject
        : subject.substring(0, subject.offsetByCodePoints(0, MAX_SUBJECT - 1)) + "\u2026";
  }

  private static byte[] octets(String header, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header.getBytes(StandardCharsets.UTF_8));
    out.writeBytes(body);
    return out.toByteArray();
  }

  private static byte[] body(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream encoded = MimeUtility.encode(out, "quoted-printable")) {
      encoded.write(lines(text).getBytes(StandardCharsets.UTF_8));
    } catch (IOException | MessagingException impossible) {
      throw new IllegalStateException("memory cannot be written", impossible);
    }
    out.writeBytes(new byte[] {'\r', '\n'});
    return out.toByteArray();
  }

  /** Lines end with CR LF, and there are no other control characters but tabulators. */
  private static String lines(String body) {
    return body.replaceAll("\r\n?", "\n")
        .replaceAll("[\\p{Cc}&&[^\n\t]]", " ")
        .strip()
        .replace("\n", "\r\n");
  }

  /** Hides what is in it. */
  @Override
  public String toString() {
    return "Letter[redacted]";
  }
}
