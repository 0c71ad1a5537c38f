package org.vedette.gateway.smpp.back;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.gateway.smpp.text.Header;
import org.vedette.gateway.smpp.wire.Deliver;

/**
 * What a receipt says. Fields of its own count (SMPP 3.4 section 5.3.2); centres without them write
 * a text (appendix B).
 *
 * @param reference the centre's id of the message
 * @param delivered whether it reached the phone; else it never will
 * @param detail the centre's word for it, and its number of an error
 */
record Fate(String reference, boolean delivered, String detail) {
  private static final int MOST_TEXT = 1000;
  private static final int UCS2 = 8;
  private static final Pattern ID = field("id", "[!-~]{1,64}?");
  private static final Pattern STATE = field("stat", "[A-Za-z]{3,14}");
  private static final Pattern ERROR = field("err", "[0-9A-Za-z]{1,8}");

  /** Section 5.2.28: its numbers, as appendix B writes them. */
  private static final Map<Integer, String> STATES =
      Map.of(
          1, "ENROUTE", 2, "DELIVRD", 3, "EXPIRED", 4, "DELETED", 5, "UNDELIV", 6, "ACCEPTD", 7,
          "UNKNOWN", 8, "REJECTD");

  /**
   * What is final. A message that was accepted on behalf of the phone, or of which the centre knows
   * nothing, may still arrive.
   */
  private static final Map<String, Boolean> FINAL =
      Map.of(
          "DELIVRD", true, "EXPIRED", false, "DELETED", false, "UNDELIV", false, "REJECTD", false);

  private static Pattern field(String name, String value) {
    return Pattern.compile(
        "(?:^|\\s)" + name + ":\\s?(" + value + ")(?=\\s|$)", Pattern.CASE_INSENSITIVE);
  }

  /** Reads a receipt; empty where it names no message, or nothing final. */
  static Optional<Fate> read(Deliver receipt) {
    String text = text(receipt);
    Optional<String> reference = receipt.receipted().or(() -> find(ID, text));
    Optional<String> state =
        receipt
            .state()
            .map(number -> STATES.getOrDefault(number, ""))
            .or(() -> find(STATE, text))
            .map(word -> word.toUpperCase(Locale.ROOT));
    if (reference.isEmpty() || state.isEmpty()) {
      return Optional.empty();
    }
    String error = find(ERROR, text).filter(each -> !each.matches("0+")).orElse("");
    String detail = state.get() + (error.isEmpty() ? "" : " err " + error);
    return Optional.ofNullable(FINAL.get(state.get()))
        .map(delivered -> new Fate(reference.get(), delivered, detail));
  }

  /** Appendix B is ASCII, whatever data_coding says, but for centres that write it in UCS-2. */
  private static String text(Deliver receipt) {
    byte[] octets = receipt.text().copy();
    int from = receipt.headed() ? Header.read(octets).map(Header::length).orElse(0) : 0;
    Charset as =
        receipt.dataCoding() == UCS2 ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1;
    return octets.length > MOST_TEXT ? "" : new String(octets, from, octets.length - from, as);
  }

  private static Optional<String> find(Pattern field, String text) {
    Matcher found = field.matcher(text);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
