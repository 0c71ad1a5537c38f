package org.vedette.client.http.answer;

import java.util.Optional;
import org.vedette.client.http.json.JsonPointer;
import org.vedette.client.http.json.JsonReader;
import org.vedette.client.http.json.JsonValue;

/**
 * What a provider answered.
 *
 * @param status status code of HTTP
 * @param retryAfter the header Retry-After as it came, if it did
 * @param body the text, of limited length
 * @param json the body, where it is JSON
 */
public record Answer(
    int status, Optional<String> retryAfter, String body, Optional<JsonValue> json) {
  /** Reads the body. */
  public static Answer of(int status, Optional<String> retryAfter, String body) {
    return new Answer(status, retryAfter, body, JsonReader.read(body));
  }

  /** Returns what stands at a place of the JSON. */
  Optional<String> scalar(JsonPointer place) {
    return json.flatMap(place::scalar);
  }

  /** Hides the body: providers repeat numbers and texts. */
  @Override
  public String toString() {
    return "Answer[status=" + status + "]";
  }
}
