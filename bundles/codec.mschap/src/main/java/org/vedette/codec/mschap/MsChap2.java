package org.vedette.codec.mschap;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * One exchange of MS-CHAPv2 as the server sees it: what it asked, and what the peer answered.
 * Immutable; arrays are copied.
 */
public final class MsChap2 {
  /** Octets of either challenge. */
  public static final int CHALLENGE = 16;

  /** Octets of the peer's response. */
  public static final int RESPONSE = 24;

  private final byte[] challengeHash;
  private final byte[] response;

  /**
   * Joins the parts.
   *
   * @param authenticatorChallenge 16 octets that the server, or the client of RADIUS, chose
   * @param peerChallenge 16 octets that the peer chose
   * @param username as the peer hashed it; a leading domain and backslash are left out (RFC 2759
   *     section 4)
   * @param response the peer's 24 octets
   * @throws IllegalArgumentException when an array has another length
   */
  public MsChap2(
      byte[] authenticatorChallenge, byte[] peerChallenge, byte[] username, byte[] response) {
    demand(authenticatorChallenge, CHALLENGE);
    demand(peerChallenge, CHALLENGE);
    demand(response, RESPONSE);
    this.challengeHash =
        challengeHash(peerChallenge, authenticatorChallenge, withoutDomain(username));
    this.response = response.clone();
  }

  /**
   * Returns what both challenges and the name come down to, 8 octets (RFC 2759 section 8.2): the
   * challenge of NTLM, for whoever has a domain check the response.
   */
  public byte[] challengeHash() {
    return challengeHash.clone();
  }

  /** Tells in constant time whether the peer knows the password with this hash. */
  public boolean matches(byte[] ntHash) {
    return MessageDigest.isEqual(response(challengeHash, ntHash), response);
  }

  /**
   * Makes what the server shows in return, and the keys.
   *
   * @param hashOfHash the hash of the NT hash
   */
  public Proof proof(byte[] hashOfHash) {
    return Proof.of(hashOfHash, response, challengeHash);
  }

  /** Computes what a peer answers who knows the password (RFC 2759 section 8.1). */
  public static byte[] answer(
      byte[] authenticatorChallenge, byte[] peerChallenge, byte[] username, byte[] ntHash) {
    return response(
        challengeHash(peerChallenge, authenticatorChallenge, withoutDomain(username)), ntHash);
  }

  /** RFC 2759 section 8.2. */
  static byte[] challengeHash(byte[] peer, byte[] authenticator, byte[] username) {
    MessageDigest sha = Sha1.digest();
    sha.update(peer);
    sha.update(authenticator);
    return Arrays.copyOf(sha.digest(username), 8);
  }

  /** RFC 2759 section 8.5. */
  private static byte[] response(byte[] challengeHash, byte[] ntHash) {
    byte[] response = new byte[RESPONSE];
    byte[] padded = Arrays.copyOf(ntHash, 21);
    for (int part = 0; part < 3; part++) {
      DesBlock.encrypt(padded, part * 7, challengeHash, response, part * 8);
    }
    Arrays.fill(padded, (byte) 0);
    return response;
  }

  /** The name behind the first backslash, where there is one. */
  private static byte[] withoutDomain(byte[] username) {
    for (int at = 0; at < username.length; at++) {
      if (username[at] == '\\') {
        return Arrays.copyOfRange(username, at + 1, username.length);
      }
    }
    return username;
  }

  private static void demand(byte[] octets, int length) {
    if (octets.length != length) {
      throw new IllegalArgumentException("needs " + length + " octets, not " + octets.length);
    }
  }

  @Override
  public String toString() {
    return "MsChap2[redacted]";
  }
}
