package org.vedette.api.delivery;

import java.util.Map;
import java.util.Optional;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.secret.Secret;

/**
 * A message to a person, as data: whoever delivers it looks the text up.
 *
 * @param channel {@code sms}, {@code mail}, {@code voice} or {@code push}
 * @param to address in the channel's own form
 * @param template name of the text
 * @param language language tag
 * @param fields what the text shows, not secret
 * @param code the code to show; never logged
 * @param challenge the challenge that it is about, for an answer by another road; set by the core
 */
public record Message(
    String channel,
    String to,
    String template,
    String language,
    Map<String, String> fields,
    Secret code,
    Optional<ChallengeToken> challenge) {
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
    this(channel, to, template, language, fields, code, Optional.empty());
  }

  /** Returns the same message about {@code token}. */
  public Message about(ChallengeToken token) {
    return new Message(channel, to, template, language, fields, code, Optional.of(token));
  }
}
