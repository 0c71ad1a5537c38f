package org.vedette.shell.http;

import java.util.Map;
import java.util.Optional;

/**
 * What the server sent that is no document.
 *
 * @param bytes the content
 * @param headers by name in lower case
 */
public record Download(byte[] bytes, Map<String, String> headers) {
  /** Returns a header that is a number. */
  public Optional<Long> number(String name) {
    return Optional.ofNullable(headers.get(name))
        .filter(it -> it.matches("[0-9]{1,18}"))
        .map(Long::valueOf);
  }
}
