package org.vedette.sdk.setting;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vedette.sdk.http.Json;

/**
 * The settings of a PID in JSON.
 *
 * @param pid the PID; an instance of a factory has its name behind a tilde
 * @param scope local (a file of this server) or replicated (the same on every server)
 * @param file the file to edit when local
 * @param description one sentence
 * @param keys all keys
 */
public record SettingView(
    String pid, String scope, @Nullable String file, String description, List<Key> keys)
    implements Json {

  /**
   * One key.
   *
   * @param key its name
   * @param description one sentence with limits
   * @param type text, integer, number, boolean, secret, or a list of these
   * @param defaultValue value when nothing is set
   * @param value value in force; "(set)" for a secret
   * @param secret whether the value is never shown
   */
  public record Key(
      String key,
      String description,
      String type,
      @JsonProperty("default") String defaultValue,
      String value,
      boolean secret) {}
}
