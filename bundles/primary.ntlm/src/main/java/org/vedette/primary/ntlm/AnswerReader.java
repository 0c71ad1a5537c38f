package org.vedette.primary.ntlm;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Reads answers of the helper protocol {@code ntlm-server-1}. Answers are believed only when every
 * line of them is understood. For one thread.
 */
final class AnswerReader {
  private static final int MAX_LINE = 1024;
  private static final int MAX_LINES = 16;
  private static final String AUTHENTICATED = "Authenticated";
  private static final String ERROR = "Authentication-Error";
  private static final String KEY = "User-Session-Key";
  private static final int KEY_OCTETS = 16;

  private final InputStream in;

  AnswerReader(InputStream in) {
    this.in = in;
  }

  /**
   * Throws away what is left of the answer before: ntlm_auth ends refusals with two dots.
   *
   * @throws IOException when there is more than that, so that answers would belong to other
   *     questions
   */
  void clear() throws IOException {
    while (in.available() > 0) {
      if (!line().equals(".")) {
        throw new IOException("it speaks without being asked");
      }
    }
  }

  /**
   * Reads one answer.
   *
   * @throws IOException when it ends, or says what cannot be an answer; the helper is out of step
   *     then
   */
  Answer read() throws IOException {
    Map<String, String> fields = new HashMap<>();
    for (int count = 0; count < MAX_LINES; count++) {
      String line = line();
      if (!line.equals(".")) {
        int colon = line.indexOf(": ");
        String key = colon < 0 ? "" : line.substring(0, colon);
        if (key.isEmpty() || fields.put(key, line.substring(colon + 2)) != null) {
          throw new IOException("it says what is no answer");
        }
      } else if (!fields.isEmpty()) {
        return answer(fields);
      }
    }
    throw new IOException("it does not end its answer");
  }

  private static Answer answer(Map<String, String> fields) throws IOException {
    String error = fields.remove(ERROR);
    String key = fields.remove(KEY);
    if (fields.size() == 1) {
      String authenticated = fields.getOrDefault(AUTHENTICATED, "");
      if (authenticated.equals("Yes") && error == null) {
        return new Answer.Yes(key == null ? new byte[0] : key(key));
      }
      if (authenticated.equals("No") && key == null) {
        return error == null
            ? new Answer.No(Status.UNSAID, "")
            : new Answer.No(Status.of(error), error);
      }
    }
    // What follows "Error" may repeat the question, which is not for a log.
    throw new IOException(
        fields.containsKey("Error")
            ? "it does not understand the question"
            : "it says what is no answer");
  }

  private static byte[] key(String hex) throws IOException {
    try {
      byte[] key = HexFormat.of().parseHex(hex);
      if (key.length == KEY_OCTETS) {
        return key;
      }
    } catch (IllegalArgumentException notHex) {
      // Said below, like a key of another length; the text itself is secret.
    }
    throw new IOException("its key is none");
  }

  /** Reads a line; characters that would break a line of the log become spaces. */
  private String line() throws IOException {
    byte[] octets = new byte[MAX_LINE];
    for (int length = 0; length < MAX_LINE; length++) {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException("it has ended");
      }
      if (octet == '\n') {
        return new String(octets, 0, length, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ");
      }
      octets[length] = (byte) octet;
    }
    throw new IOException("its line is too long");
  }
}
