package org.vedette.method.held;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
  private static final Pattern PHONE =
      Pattern.compile("(?:(" + OCTET + "(?:\\." + OCTET + "){3}):)?([0-9]{1,5})");

  /**
   * What a phone says.
   *
   * @param token the prompt it answers
   * @param signal decision and signature
   */
  record PhoneAnswer(ChallengeToken token, Answer.Signal signal) {}

  private Wire() {}

  /**
   * Reads where a phone is: a loopback port, or an address of digits and a port, for phones of
   * several servers. Names are not looked up.
   */
  static Optional<InetSocketAddress> phone(String text) {
    Matcher matcher = PHONE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(matcher.group(2));
    try {
      InetAddress address =
          matcher.group(1) == null
              ? InetAddress.getLoopbackAddress()
              : InetAddress.getByName(matcher.group(1));
      return port >= 1 && port <= 65535
          ? Optional.of(new InetSocketAddress(address, port))
          : Optional.empty();
    } catch (UnknownHostException none) {
      return Optional.empty();
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
