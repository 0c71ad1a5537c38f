package org.vedette.sdk.application;

import java.util.Optional;
import org.vedette.api.policy.AddressRange;

/** Reads networks like {@code 10.0.0.0/8}. */
final class Networks {
  private Networks() {}

  /**
   * Returns the normal form, with the bits behind the prefix cleared; an address alone is a network
   * of one. Empty when it is none.
   */
  static Optional<String> normalise(String typed) {
    return AddressRange.parse(typed)
        .map(
            range -> {
              String text = range.toString();
              boolean alone = text.indexOf('/') < 0 && text.indexOf('-') < 0;
              return alone ? text + "/" + range.first().length * 8 : text;
            });
  }
}
