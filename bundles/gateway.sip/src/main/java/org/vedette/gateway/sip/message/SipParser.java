package org.vedette.gateway.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads messages (RFC 3261 section 7). What is not understood whole is not understood at all. */
public final class SipParser {
  /** Longest head, in octets. */
  public static final int LONGEST_HEAD = 16 * 1024;

  /** Longest body, in octets. */
  public static final int LONGEST_BODY = 64 * 1024;

  private static final int MOST_LINES = 128;
  private static final Pattern REQUEST =
      Pattern.compile("([A-Z]{1,20}) ([^ \\p{Cntrl}]{1,1024}) SIP/2\\.0");
  private static final Pattern STATUS =
      Pattern.compile("SIP/2\\.0 ([1-6][0-9]{2})(?: ([^\\p{Cntrl}]{0,500}))?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]{1,64}");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,6}");

  private SipParser() {}

  /**
   * Reads one message: all of a datagram, or as much of a stream as its length says. Empty when it
   * is malformed, too long, or lacks what every message needs (RFC 3261 section 8.1.1).
   */
  public static Optional<SipMessage> parse(byte[] octets, int count) {
    String all = new String(octets, 0, count, StandardCharsets.ISO_8859_1);
    int end = all.indexOf("\r\n\r\n");
    if (end < 0 || end > LONGEST_HEAD) {
      return Optional.empty();
    }
    // RFC 3261 section 7.3.1: a line that begins with white space goes on with the one before.
    String[] lines = all.substring(0, end).replaceAll("\r\n[ \t]+", " ").split("\r\n", -1);
    if (lines.length > MOST_LINES) {
      return Optional.empty();
    }
    Optional<Headers> headers = headers(lines);
    if (headers.isEmpty()) {
      return Optional.empty();
    }
    OptionalInt length = contentLength(headers.get());
    String rest = all.substring(end + 4);
    // RFC 3261 section 18.3: a datagram that ends before its body does is an error; what follows
    // the body is thrown away. Without a length the body is the rest.
    int wanted =
        headers.get().first("Content-Length").isEmpty() ? rest.length() : length.orElse(-1);
    if (wanted < 0 || wanted > LONGEST_BODY || rest.length() < wanted) {
      return Optional.empty();
    }
    return message(lines[0], headers.get(), rest.substring(0, wanted)).filter(SipParser::complete);
  }

  /** Returns the length that a head tells; empty when it tells none, or nonsense. */
  static OptionalInt contentLength(Headers headers) {
    return headers
        .first("Content-Length")
        .filter(value -> LENGTH.matcher(value).matches())
        .map(value -> OptionalInt.of(Integer.parseInt(value)))
        .orElse(OptionalInt.empty());
  }

  private static Optional<Headers> headers(String[] lines) {
    Headers headers = Headers.none();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 1) {
        return Optional.empty();
      }
      String name = lines[i].substring(0, colon).stripTrailing();
      String value = lines[i].substring(colon + 1).strip();
      if (!NAME.matcher(name).matches() || !Text.oneLine(value)) {
        return Optional.empty();
      }
      headers = headers.with(name, value);
    }
    return Optional.of(headers);
  }

  private static Optional<SipMessage> message(String line, Headers headers, String body) {
    Matcher request = REQUEST.matcher(line);
    if (request.matches()) {
      return Optional.of(new SipRequest(request.group(1), request.group(2), headers, body));
    }
    Matcher status = STATUS.matcher(line);
    if (status.matches()) {
      String reason = status.group(2);
      return Optional.of(
          new SipResponse(
              Integer.parseInt(status.group(1)), reason == null ? "" : reason, headers, body));
    }
    return Optional.empty();
  }

  private static boolean complete(SipMessage message) {
    return !message.callId().isEmpty()
        && message.headers().first("From").flatMap(NameAddr::parse).isPresent()
        && message.headers().first("To").flatMap(NameAddr::parse).isPresent()
        && message.via().isPresent()
        && message
            .cseq()
            .filter(
                cseq ->
                    !(message instanceof SipRequest request)
                        || cseq.method().equals(request.method()))
            .isPresent();
  }
}
