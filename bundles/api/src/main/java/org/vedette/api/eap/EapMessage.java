package org.vedette.api.eap;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One message of a supplicant, as a listener received it. Arrays are not to be changed.
 *
 * @param application the configured application; a conversation belongs to one
 * @param eap the EAP packet
 * @param state names the conversation; empty at its beginning
 * @param path most octets that an EAP packet may have on its way to the supplicant; 0 when unknown
 * @param methods what is allowed; the first is offered first
 * @param asking whether the person can be shown a question beside that for the password
 */
public record EapMessage(
    UUID application,
    byte[] eap,
    Optional<byte[]> state,
    int path,
    List<EapMethod> methods,
    boolean asking) {
  /** Copies the list. */
  public EapMessage {
    methods = List.copyOf(methods);
  }

  @Override
  public String toString() {
    return "EapMessage[application=" + application + ", octets=" + eap.length + "]";
  }
}
