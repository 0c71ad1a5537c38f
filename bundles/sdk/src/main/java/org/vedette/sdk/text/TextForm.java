package org.vedette.sdk.text;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.vedette.api.delivery.Attachment;
import org.vedette.api.delivery.Message;
import org.vedette.api.delivery.TextTemplate;
import org.vedette.sdk.http.Fields;

/** Reads texts from JSON. What they may say is checked by the core. */
final class TextForm {
  private static final int MOST_NAME = 80;

  private TextForm() {}

  /** Reads the fields given; the others are those of {@code now}. */
  static Message.Text read(Fields fields, Message.Text now) {
    return new Message.Text(
        fields
            .text("subject", 0, TextTemplate.MAX_SUBJECT, "Your code for <$application_name$>")
            .orElse(now.subject()),
        fields.given("body") ? body(fields) : now.body(),
        attachments(fields).orElse(now.attachments()));
  }

  private static String body(Fields fields) {
    return fields
        .lines("body", TextTemplate.MAX_BODY, "Your code is <$otp$>.")
        .replace("\r\n", "\n")
        .replace('\r', '\n')
        .replace('\t', ' ');
  }

  private static Optional<List<Attachment>> attachments(Fields fields) {
    return fields
        .objects("attachments", TextTemplate.MAX_ATTACHMENTS, "[]")
        .map(
            given -> {
              List<Attachment> read = new ArrayList<>();
              given.forEach(each -> read.add(attachment(each)));
              return read;
            });
  }

  private static Attachment attachment(Fields fields) {
    String name = fields.needText("name", 1, MOST_NAME, "Welcome.pdf");
    String type = fields.needText("type", 1, 2 * MOST_NAME, "application/pdf");
    int longest = (Attachment.MAX_BYTES + 2) / 3 * 4;
    String content = fields.needText("content", 1, longest, "JVBERi0xLjcK");
    fields.end();
    try {
      return new Attachment(name, type, Base64.getDecoder().decode(content));
    } catch (IllegalArgumentException malformed) {
      throw fields.bad("content", "base64 (RFC 4648 section 4), for example \"JVBERi0xLjcK\"");
    }
  }
}
