package org.vedette.gateway.smpp.wire;

import java.util.Optional;
import org.vedette.gateway.smpp.text.Header.Part;

/**
 * What a centre delivers (deliver_sm or data_sm). It holds text and number: it is not for a log.
 *
 * @param kind what it is
 * @param fromTon type of number of the sender
 * @param from address of the sender; may be empty
 * @param to address that it was sent to; may be empty
 * @param dataCoding how the text is written
 * @param text the text
 * @param headed whether a header stands before it
 * @param part how it belongs to others, where fields of its own say so
 * @param receipted the centre's id of the message that it is a receipt of, where a field says so
 * @param state what became of that one (SMPP 3.4 section 5.2.28), where a field says so
 */
public record Deliver(
    Kind kind,
    int fromTon,
    String from,
    String to,
    int dataCoding,
    Octets text,
    boolean headed,
    Optional<Part> part,
    Optional<String> receipted,
    Optional<Integer> state) {
  /** What it is (SMPP 3.4 section 5.2.12). */
  public enum Kind {
    /** A text that somebody sent. */
    TEXT,
    /** What became of a message. */
    RECEIPT,
    /** Something that says nothing of that, like a notice that it was read. */
    OTHER
  }

  /** Octets that are not printed. */
  public static final class Octets {
    private final byte[] octets;

    Octets(byte[] octets) {
      this.octets = octets.clone();
    }

    /** Returns a copy. */
    public byte[] copy() {
      return octets.clone();
    }

    @Override
    public String toString() {
      return "Octets[" + octets.length + "]";
    }
  }

  /** Hides number and text. */
  @Override
  public String toString() {
    return "Deliver[" + kind + "]";
  }
}
