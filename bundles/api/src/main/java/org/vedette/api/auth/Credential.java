package org.vedette.api.auth;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.function.Function;
import org.vedette.api.secret.Secret;

/**
 * What a person, or the client for them, shows to prove a password or a code: the text itself, or
 * an answer to a challenge that only who knows it can give. Arrays are not to be changed.
 */
public sealed interface Credential
    permits Credential.Typed, Credential.Chap, Credential.MsChap2, Credential.Opaque {

  /**
   * The text as typed.
   *
   * @param text a password, a code, or both in one field
   */
  record Typed(Secret text) implements Credential {}

  /**
   * An answer of CHAP (RFC 1994): who checks it must know the text in clear.
   *
   * @param identifier 0 to 255
   * @param challenge what was asked
   * @param response MD5 of identifier, text and challenge, 16 octets
   */
  record Chap(int identifier, byte[] challenge, byte[] response) implements Credential {
    /** Tells in constant time whether the peer knows this text (RFC 1994 section 4.1). */
    public boolean provedBy(byte[] text) {
      try {
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        md5.update((byte) identifier);
        md5.update(text);
        return MessageDigest.isEqual(md5.digest(challenge), response);
      } catch (NoSuchAlgorithmException missing) {
        throw new IllegalStateException("CHAP needs MD5, which this Java does not offer", missing);
      }
    }

    @Override
    public String toString() {
      return "Chap[redacted]";
    }
  }

  /**
   * An answer of MS-CHAPv2 (RFC 2759): who checks it must know the NT hash of the password.
   *
   * @param challenge what was asked, 16 octets
   * @param peerChallenge what the peer asks back, 16 octets
   * @param username as the peer sent it, UTF-8
   * @param response 24 octets
   */
  record MsChap2(byte[] challenge, byte[] peerChallenge, byte[] username, byte[] response)
      implements Credential {
    @Override
    public String toString() {
      return "MsChap2[redacted]";
    }
  }

  /**
   * Nothing that can be read here: it is in the {@link Caller#relay}, and only a primary
   * authenticator of the same protocol can check it.
   *
   * @param content octets that are the same for the same credential; none when the client shows
   *     nothing, because it has let the person sign in itself
   */
  record Opaque(byte[] content) implements Credential {
    @Override
    public String toString() {
      return "Opaque[redacted]";
    }
  }

  /** Returns octets that are the same for the same credential, to be hashed; wipe them. */
  default byte[] identity() {
    return match(
        typed -> typed.text().bytes(),
        chap -> join(chap.challenge(), chap.response()),
        msChap2 -> join(msChap2.challenge(), msChap2.response()),
        opaque -> opaque.content().clone());
  }

  /** Handles every kind. */
  default <R> R match(
      Function<Typed, R> typed,
      Function<Chap, R> chap,
      Function<MsChap2, R> msChap2,
      Function<Opaque, R> opaque) {
    if (this instanceof Typed one) {
      return typed.apply(one);
    }
    if (this instanceof Chap one) {
      return chap.apply(one);
    }
    return this instanceof MsChap2 one ? msChap2.apply(one) : opaque.apply((Opaque) this);
  }

  private static byte[] join(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
