package org.vedette.api.primary;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Relay;

/**
 * A credential to check.
 *
 * @param requestId id of the sign-in, for the log
 * @param username as typed
 * @param user the user of the data with that name, if there is one
 * @param credential what proves the password; typed text is never empty
 * @param application the application that asks
 * @param peer network address the request came from
 * @param groups whether a rule needs the user's groups
 * @param deadline when an answer is no longer of use
 * @param relay the rest of the request, if it came by a protocol that can be handed on
 * @param continuation what {@link PrimaryVerdict.Asked} gave, when this answers its question
 */
public record PrimaryRequest(
    String requestId,
    String username,
    Optional<UUID> user,
    Credential credential,
    UUID application,
    String peer,
    boolean groups,
    Instant deadline,
    Optional<Relay> relay,
    Optional<byte[]> continuation) {

  /** A first request with nothing to hand on. */
  public PrimaryRequest(
      String requestId,
      String username,
      Optional<UUID> user,
      Credential credential,
      UUID application,
      String peer,
      boolean groups,
      Instant deadline) {
    this(
        requestId,
        username,
        user,
        credential,
        application,
        peer,
        groups,
        deadline,
        Optional.empty(),
        Optional.empty());
  }
}
