package org.vedette.api.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.secret.Secret;

/**
 * A message to a person. A method makes it as data; the core writes it out before a gateway gets
 * it.
 *
 * @param channel {@code sms}, {@code mail}, {@code voice} or {@code push}
 * @param to address in the channel's own form: for {@code sms} and {@code voice} {@code +} and
 *     digits (E.164), for {@code mail} an address (RFC 5321)
 * @param template name of the text
 * @param language language tag
 * @param fields what the text shows, not secret
 * @param code the code to show; never logged
 * @param challenge the challenge that it is about, for an answer by another road; set by the core
 * @param text what to send on channels of text; set by the core, empty where the template is
 *     unknown
 */
public record Message(
    String channel,
    String to,
    String template,
    String language,
    Map<String, String> fields,
    Secret code,
    Optional<ChallengeToken> challenge,
    Optional<Text> text) {
  /**
   * A message written out, in Unicode NFC, lines ended by {@code \n}.
   *
   * @param subject one line; empty on channels that have none
   * @param body the text, with the code in it
   * @param attachments files that go with a mail; empty on other channels
   */
  public record Text(String subject, String body, List<Attachment> attachments) {
    /** Copies the list. */
    public Text {
      attachments = List.copyOf(attachments);
    }

    /** A text without files. */
    public Text(String subject, String body) {
      this(subject, body, List.of());
    }

    @Override
    public String toString() {
      return "Text[redacted]";
    }
  }

  /**
   * Field with the label of the application that a sign-in is about; not part of other messages.
   */
  public static final String APPLICATION = "application";

  /** Copies the fields. */
  public Message {
    fields = Map.copyOf(fields);
  }

  /** A message as a method makes it. */
  public Message(
      String channel,
      String to,
      String template,
      String language,
      Map<String, String> fields,
      Secret code) {
    this(channel, to, template, language, fields, code, Optional.empty(), Optional.empty());
  }

  /** Returns the same message about {@code token}. */
  public Message about(ChallengeToken token) {
    return new Message(channel, to, template, language, fields, code, Optional.of(token), text);
  }

  /** Returns the same message, about a sign-in at an application. */
  public Message at(String application) {
    Map<String, String> all = new HashMap<>(fields);
    all.put(APPLICATION, application);
    return new Message(channel, to, template, language, all, code, challenge, text);
  }

  /** Returns the same message, written out. */
  public Message written(Text as) {
    return new Message(channel, to, template, language, fields, code, challenge, Optional.of(as));
  }
}
