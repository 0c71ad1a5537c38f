package org.vedette.gateway.http.template;

import org.vedette.api.secret.Secret;

/**
 * What one request shows.
 *
 * @param to {@code +} and digits
 * @param text the text of the message
 * @param from the sender
 * @param id id of this request
 * @param secret the secret, read only where a template asks for it
 */
public record Values(String to, String text, String from, String id, Secret secret) {
  /** Returns the value of a placeholder. */
  String of(Placeholder placeholder) {
    return switch (placeholder) {
      case TO -> to;
      case DIGITS -> to.substring(1);
      case TEXT -> text;
      case FROM -> from;
      case ID -> id;
      case SECRET -> secret.text();
    };
  }

  /** Hides number and text. */
  @Override
  public String toString() {
    return "Values[id=" + id + "]";
  }
}
