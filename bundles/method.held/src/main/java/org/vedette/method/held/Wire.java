package org.vedette.method.held;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.delivery.Message;
import org.vedette.api.secret.Secret;

/**
 * Datagrams of ASCII words. Server to phone: {@code prompt TOKEN NUMBER ENROLLMENT}. Phone to
 * server: {@code answer TOKEN approve|decline SIGNATURE}. Server to phone: {@code result TOKEN
 * granted|denied|unavailable}; until it comes, the phone repeats its answer.
 */
final class Wire {
  static final int MAX_LENGTH = 512;

  /**
   * What a phone says.
   *
   * @param token the prompt it answers
   * @param signal decision and signature
   */
  record PhoneAnswer(ChallengeToken token, Answer.Signal signal) {}

  private Wire() {}

  static OptionalInt port(String text) {
    try {
      int port = Integer.parseInt(text);
      return port >= 1 && port <= 65535 ? OptionalInt.of(port) : OptionalInt.empty();
    } catch (NumberFormatException none) {
      return OptionalInt.empty();
    }
  }

  static ByteBuffer prompt(ChallengeToken token, Message push) {
    return bytes(
        "prompt "
            + token.text()
            + " "
            + push.fields().get(HeldMethod.NUMBER)
            + " "
            + push.fields().get(HeldMethod.ENROLLMENT));
  }

  static ByteBuffer result(ChallengeToken token, String result) {
    return bytes("result " + token.text() + " " + result);
  }

  /** Reads what a phone sent; empty when it is none of ours. */
  static Optional<PhoneAnswer> answer(ByteBuffer datagram) {
    String[] words = StandardCharsets.US_ASCII.decode(datagram).toString().split(" ", -1);
    if (words.length != 4
        || !words[0].equals("answer")
        || !(words[2].equals(Signature.APPROVE) || words[2].equals(Signature.DECLINE))) {
      return Optional.empty();
    }
    try {
      return ChallengeToken.from(HexFormat.of().parseHex(words[1]))
          .map(token -> new PhoneAnswer(token, new Answer.Signal(words[2], Secret.of(words[3]))));
    } catch (IllegalArgumentException notHex) {
      return Optional.empty();
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
