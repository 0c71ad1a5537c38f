package org.vedette.gateway.http.template;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a template may show. */
public enum Placeholder {
  /** The number, {@code +} and digits. */
  TO,
  /** The number, digits only. */
  DIGITS,
  /** The text of the message. */
  TEXT,
  /** The sender, as set. */
  FROM,
  /** An id of this request, 32 hexadecimal digits. */
  ID,
  /** The secret, for providers that want it as a field. */
  SECRET;

  /** Returns it as it stands in templates. */
  public String token() {
    return "{" + name().toLowerCase(Locale.ROOT) + "}";
  }

  /** Finds one by its token. */
  static Optional<Placeholder> of(String token) {
    return Arrays.stream(values()).filter(each -> each.token().equals(token)).findFirst();
  }

  /** Returns all tokens, for an operator. */
  public static String all() {
    return Arrays.stream(values()).map(Placeholder::token).collect(Collectors.joining(", "));
  }
}
