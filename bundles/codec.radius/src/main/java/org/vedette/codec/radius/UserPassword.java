package org.vedette.codec.radius;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Hiding and revealing of User-Password (RFC 2865 section 5.2). */
public final class UserPassword {
  /** Most octets of a password. */
  public static final int MAX_LENGTH = 128;

  private static final int BLOCK = 16;

  /** What a hidden password turned out to be. */
  public sealed interface Revealed permits Clear, Garbled {
    /** Handles both cases. */
    default <R> R match(Function<Clear, R> clear, Function<Garbled, R> garbled) {
      return this instanceof Clear one ? clear.apply(one) : garbled.apply((Garbled) this);
    }
  }

  /**
   * A password.
   *
   * @param utf8 its UTF-8 octets, to be wiped after use; may be none
   */
  public record Clear(byte[] utf8) implements Revealed {
    @Override
    public String toString() {
      return "Clear[redacted]";
    }
  }

  /**
   * No password: the other side uses another secret, or is broken.
   *
   * @param why a constant phrase for the log
   */
  public record Garbled(String why) implements Revealed {}

  private UserPassword() {}

  /**
   * Hides a password.
   *
   * @throws IllegalArgumentException when it is longer than {@value #MAX_LENGTH} octets
   */
  public static byte[] hide(byte[] password, SharedSecret secret, byte[] authenticator) {
    if (password.length > MAX_LENGTH) {
      throw new IllegalArgumentException("a password has at most " + MAX_LENGTH + " octets");
    }
    int blocks = Math.max(1, (password.length + BLOCK - 1) / BLOCK);
    byte[] hidden = Arrays.copyOf(password, blocks * BLOCK);
    byte[] previous = authenticator;
    int from = 0;
    for (int start = 0; start < hidden.length; start += BLOCK) {
      byte[] mask = secret.mask(previous, from);
      for (int index = 0; index < BLOCK; index++) {
        hidden[start + index] ^= mask[index];
      }
      previous = hidden;
      from = start;
    }
    return hidden;
  }

  /**
   * Reveals a password and checks that it is text: zeros only after its end, UTF-8 or {@code
   * fallback}, no control characters.
   */
  public static Revealed reveal(
      byte[] hidden, SharedSecret secret, byte[] authenticator, Charset fallback) {
    if (hidden.length == 0 || hidden.length % BLOCK != 0 || hidden.length > MAX_LENGTH) {
      return new Garbled("password not of 16 to 128 octets in blocks of 16");
    }
    byte[] clear = unmask(hidden, secret, authenticator);
    int end = 0;
    while (end < clear.length && clear[end] != 0) {
      end++;
    }
    for (int index = end; index < clear.length; index++) {
      if (clear[index] != 0) {
        return new Garbled("octets after the padding of the password");
      }
    }
    byte[] password = Arrays.copyOf(clear, end);
    Arrays.fill(clear, (byte) 0);
    Optional<String> text = Texts.read(password, fallback);
    if (text.isEmpty()) {
      return new Garbled("password is no text");
    }
    return new Clear(text.get().getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] unmask(byte[] hidden, SharedSecret secret, byte[] authenticator) {
    byte[] clear = hidden.clone();
    byte[] previous = authenticator;
    int from = 0;
    for (int start = 0; start < hidden.length; start += BLOCK) {
      byte[] mask = secret.mask(previous, from);
      for (int index = 0; index < BLOCK; index++) {
        clear[start + index] ^= mask[index];
      }
      previous = hidden;
      from = start;
    }
    return clear;
  }
}
