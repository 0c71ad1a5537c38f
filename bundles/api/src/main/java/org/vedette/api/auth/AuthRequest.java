package org.vedette.api.auth;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A request to sign a person in.
 *
 * @param id request id, from listener to audit; made by the listener, 1 to 64 characters
 * @param caller who brings it
 * @param username as typed
 * @param credential what proves the password; absent where the listener has proved primary
 *     authentication itself
 * @param attributes facts of the protocol that rules and reports may use, by lower-case name
 * @param waiting what the listener can do while a phone rings
 * @param asking whether the listener can ask for a code
 * @param groups whether the listener wants to know the groups of who comes in ({@link Memberships})
 * @param deadline when the answer must be there
 */
public record AuthRequest(
    String id,
    Caller caller,
    String username,
    Optional<Credential> credential,
    Map<String, String> attributes,
    Waiting waiting,
    Asking asking,
    boolean groups,
    Instant deadline) {

  /** Groups are of no interest. */
  public AuthRequest(
      String id,
      Caller caller,
      String username,
      Optional<Credential> credential,
      Map<String, String> attributes,
      Waiting waiting,
      Asking asking,
      Instant deadline) {
    this(id, caller, username, credential, attributes, waiting, asking, false, deadline);
  }

  /** Copies the attributes. */
  public AuthRequest {
    attributes = Map.copyOf(attributes);
  }
}
