package org.vedette.codec.eap;

import java.util.Arrays;
import java.util.Optional;

/**
 * Data of an EAP-MSCHAPv2 packet (draft-kamath-pppext-eap-mschapv2 section 2).
 *
 * @param operation what it is
 * @param identifier joins challenge and answer; 0 to 255
 * @param value what follows
 */
public record MsChapPacket(Operation operation, int identifier, byte[] value) {
  /** Octets of a challenge. */
  public static final int CHALLENGE_LENGTH = 16;

  private static final int RESPONSE_LENGTH = 49;
  private static final int PEER_CHALLENGE = 16;
  private static final int RESERVED = 8;
  private static final int NT_RESPONSE = 24;
  private static final int HEADER = 4;

  /** What a packet is. */
  public enum Operation {
    /** The server asks. */
    CHALLENGE,
    /** The peer answers. */
    RESPONSE,
    /** Right; the peer says so too. */
    SUCCESS,
    /** Wrong; the peer says so too. */
    FAILURE
  }

  /**
   * An answer to a challenge (section 2.2).
   *
   * @param peerChallenge 16 octets
   * @param response 24 octets
   * @param name as the peer hashed it
   */
  public record Response(byte[] peerChallenge, byte[] response, byte[] name) {
    @Override
    public String toString() {
      return "Response[redacted]";
    }
  }

  /** Makes a challenge (section 2.1). */
  public static MsChapPacket challenge(int identifier, byte[] challenge, byte[] serverName) {
    byte[] value = new byte[1 + challenge.length + serverName.length];
    value[0] = (byte) challenge.length;
    System.arraycopy(challenge, 0, value, 1, challenge.length);
    System.arraycopy(serverName, 0, value, 1 + challenge.length, serverName.length);
    return new MsChapPacket(Operation.CHALLENGE, identifier, value);
  }

  /** Makes an answer. */
  public static MsChapPacket response(int identifier, Response response) {
    byte[] value = new byte[1 + RESPONSE_LENGTH + response.name().length];
    value[0] = RESPONSE_LENGTH;
    System.arraycopy(response.peerChallenge(), 0, value, 1, PEER_CHALLENGE);
    System.arraycopy(response.response(), 0, value, 1 + PEER_CHALLENGE + RESERVED, NT_RESPONSE);
    System.arraycopy(response.name(), 0, value, 1 + RESPONSE_LENGTH, response.name().length);
    return new MsChapPacket(Operation.RESPONSE, identifier, value);
  }

  /**
   * Reads the data of a packet. The peer's success and failure are one octet (sections 2.4, 2.6).
   *
   * @return empty when it is none
   */
  public static Optional<MsChapPacket> decode(byte[] data) {
    if (data.length == 0 || data[0] < 1 || data[0] > Operation.values().length) {
      return Optional.empty();
    }
    Operation operation = Operation.values()[data[0] - 1];
    if (data.length < HEADER) {
      boolean alone = operation == Operation.SUCCESS || operation == Operation.FAILURE;
      return alone ? Optional.of(new MsChapPacket(operation, 0, new byte[0])) : Optional.empty();
    }
    int length = (data[2] & 0xFF) << 8 | data[3] & 0xFF;
    if (length < HEADER || length > data.length) {
      return Optional.empty();
    }
    return Optional.of(
        new MsChapPacket(operation, data[1] & 0xFF, Arrays.copyOfRange(data, HEADER, length)));
  }

  /** Writes the data of a packet. */
  public byte[] encode() {
    int length = HEADER + value.length;
    byte[] data = new byte[length];
    data[0] = (byte) (operation.ordinal() + 1);
    data[1] = (byte) identifier;
    data[2] = (byte) (length >>> 8);
    data[3] = (byte) length;
    System.arraycopy(value, 0, data, HEADER, value.length);
    return data;
  }

  /** Reads the 16 octets of a challenge; empty when this is none. */
  public Optional<byte[]> challenge() {
    return operation == Operation.CHALLENGE
            && value.length > CHALLENGE_LENGTH
            && value[0] == CHALLENGE_LENGTH
        ? Optional.of(Arrays.copyOfRange(value, 1, 1 + CHALLENGE_LENGTH))
        : Optional.empty();
  }

  /** Reads an answer; empty when this is none. */
  public Optional<Response> response() {
    if (operation != Operation.RESPONSE
        || value.length < 1 + RESPONSE_LENGTH
        || value[0] != RESPONSE_LENGTH) {
      return Optional.empty();
    }
    int response = 1 + PEER_CHALLENGE + RESERVED;
    return Optional.of(
        new Response(
            Arrays.copyOfRange(value, 1, 1 + PEER_CHALLENGE),
            Arrays.copyOfRange(value, response, response + NT_RESPONSE),
            Arrays.copyOfRange(value, 1 + RESPONSE_LENGTH, value.length)));
  }

  @Override
  public String toString() {
    return "MsChapPacket[" + operation + "]";
  }
}
