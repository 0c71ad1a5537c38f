package org.vedette.sdk.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do. */
public enum Role {
  /** Everything. */
  ADMIN,
  /** Only look. */
  READ;

  /** Returns whether a request with this method of HTTP is allowed. */
  public boolean permits(String method) {
    return this == ADMIN
        || method.equals("GET")
        || method.equals("HEAD")
        || method.equals("OPTIONS");
  }

  /** Returns the name as it is stored and shown. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds a role by its stored name. */
  public static Optional<Role> of(String text) {
    return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
  }
}
