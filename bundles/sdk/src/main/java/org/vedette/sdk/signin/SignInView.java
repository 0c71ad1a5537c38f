package org.vedette.sdk.signin;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vedette.sdk.http.Json;

/**
 * Where a sign-in stands. A denial never says why.
 *
 * @param state granted, denied, challenged (a code is to be typed) or waiting (the person is asked
 *     elsewhere)
 * @param signin names the sign-in while it is open; a new one with each question
 * @param prompt what to show the person
 * @param expires when the question ends at the latest
 * @param username name of the user as stored, once granted
 * @param attributes what the directory said of the user, once granted
 * @param reference leads an administrator to the audit record, once it has ended
 */
public record SignInView(
    String state,
    @Nullable String signin,
    @Nullable String prompt,
    @Nullable String expires,
    @Nullable String username,
    Map<String, String> attributes,
    @Nullable String reference)
    implements Json {
  /** Copies the attributes. */
  public SignInView {
    attributes = Map.copyOf(attributes);
  }
}
