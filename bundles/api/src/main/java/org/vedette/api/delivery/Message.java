package org.vedette.api.delivery;

import java.util.Map;
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
 */
public record Message(
    String channel,
    String to,
    String template,
    String language,
    Map<String, String> fields,
    Secret code) {
  /** Copies the fields. */
  public Message {
    fields = Map.copyOf(fields);
  }
}
