package org.vedette.sdk.user;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vedette.api.user.Bypass;
import org.vedette.sdk.http.Times;

/**
 * A one-time bypass in JSON, used or not.
 *
 * @param reason why
 * @param by who gave it
 * @param since when it began
 * @param until when it ends by itself
 */
public record BypassView(String reason, String by, String since, String until) {
  static @Nullable BypassView of(Optional<Bypass> bypass) {
    return bypass
        .map(
            it ->
                new BypassView(
                    it.reason(), it.by(), Times.text(it.created()), Times.text(it.until())))
        .orElse(null);
  }
}
