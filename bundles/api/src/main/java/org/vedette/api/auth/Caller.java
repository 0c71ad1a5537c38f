package org.vedette.api.auth;

import java.util.Optional;
import java.util.UUID;

/**
 * Who brings a request: the client of a listener.
 *
 * @param listener id of the listener, the <em>authentication type</em> of reports: {@code radius}
 * @param application the configured application
 * @param peer network address the request came from, for instance {@code 192.0.2.7}
 * @param clientAddress address of the person's device if the client names it; empty otherwise
 * @param owner keyed hash of what makes this very request unique (client, request authenticator or
 *     idempotency key); a repetition of the same request has the same owner and gets the same
 *     outcome
 * @param relay the rest of the request, for a primary authenticator of the same protocol
 * @param anywhere whether it may go on with a sign-in from another address than it began from,
 *     because the listener knows it by more than its address: a farm of web servers with one token,
 *     or whoever stands behind several load balancers
 */
public record Caller(
    String listener,
    UUID application,
    String peer,
    String clientAddress,
    byte[] owner,
    Optional<Relay> relay,
    boolean anywhere) {

  /** Goes on from the address that it began from. */
  public Caller(
      String listener,
      UUID application,
      String peer,
      String clientAddress,
      byte[] owner,
      Optional<Relay> relay) {
    this(listener, application, peer, clientAddress, owner, relay, false);
  }

  /** Nothing is to be handed on. */
  public Caller(
      String listener, UUID application, String peer, String clientAddress, byte[] owner) {
    this(listener, application, peer, clientAddress, owner, Optional.empty(), false);
  }
}
