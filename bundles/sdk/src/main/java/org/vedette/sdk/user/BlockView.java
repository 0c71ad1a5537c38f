package org.vedette.sdk.user;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vedette.api.user.Block;
import org.vedette.sdk.http.Times;

/**
 * A block in JSON.
 *
 * @param reason why
 * @param by who ordered it
 * @param since when it began
 * @param until when it ends by itself
 */
public record BlockView(String reason, String by, String since, String until) {
  static @Nullable BlockView of(Optional<Block> block) {
    return block
        .map(
            it ->
                new BlockView(it.reason(), it.by(), Times.text(it.since()), Times.text(it.until())))
        .orElse(null);
  }
}
