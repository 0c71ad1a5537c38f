package org.vedette.sdk.callback;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a request is for.
 *
 * @param gateway name of the gateway, for instance {@code http:swiss}
 * @param path what follows, undecoded, without a leading slash
 */
record Target(String gateway, String path) {
  // A colon may be written as it is in a path, and some clients encode it (RFC 3986 section 3.3).
  private static final Pattern SHAPE =
      Pattern.compile("/callbacks/([a-z][a-z0-9.]{0,31})(?::|%3A|%3a)([a-z0-9]{1,32})(?:/(.*))?");

  /** Reads the path of a request as it was sent; empty when it can be nobody's. */
  static Optional<Target> of(String path) {
    Matcher shape = SHAPE.matcher(path);
    return shape.matches()
        ? Optional.of(
            new Target(
                shape.group(1) + ":" + shape.group(2),
                Optional.ofNullable(shape.group(3)).orElse("")))
        : Optional.empty();
  }
}
