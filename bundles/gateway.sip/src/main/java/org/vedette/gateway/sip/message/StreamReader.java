package org.vedette.gateway.sip.message;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a stream into messages (RFC 3261 section 18.3). For one thread. */
public final class StreamReader {
  private static final Pattern LENGTH =
      Pattern.compile("\r\n(?:content-length|l)[ \t]*:[ \t]*([0-9]{1,6})[ \t]*\r\n");

  private final InputStream in;

  /** Reads from a stream that is buffered. */
  public StreamReader(InputStream in) {
    this.in = in;
  }

  /**
   * Returns the next message; empty for one that is not understood, after which the stream is still
   * in step.
   *
   * @throws IOException when the stream ends, or cannot be cut any more
   */
  public Optional<SipMessage> next() throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(1024);
    int first = read();
    // RFC 3261 section 7.5: empty lines before a message are ignored; they keep connections alive.
    while (first == '\r' || first == '\n') {
      first = read();
    }
    octets.write(first);
    int matched = 0;
    while (matched < 4) {
      if (octets.size() > SipParser.LONGEST_HEAD) {
        throw new IOException("the head of a message is too long");
      }
      int each = read();
      octets.write(each);
      boolean expected = each == (matched % 2 == 0 ? '\r' : '\n');
      matched = expected ? matched + 1 : each == '\r' ? 1 : 0;
    }
    Matcher length =
        LENGTH.matcher(octets.toString(StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
    // RFC 3261 section 20.14: streams need it.
    if (!length.find() || Integer.parseInt(length.group(1)) > SipParser.LONGEST_BODY) {
      throw new IOException("a message tells no length, or is too long");
    }
    int body = Integer.parseInt(length.group(1));
    byte[] rest = in.readNBytes(body);
    if (rest.length < body) {
      throw new EOFException("the stream ended within a message");
    }
    octets.writeBytes(rest);
    return SipParser.parse(octets.toByteArray(), octets.size());
  }

  private int read() throws IOException {
    int each = in.read();
    if (each < 0) {
      throw new EOFException("the peer has closed the connection");
    }
    return each;
  }
}
