package org.vedette.gateway.smpp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.vedette.gateway.smpp.text.Parts;
import org.vedette.gateway.smpp.wire.Content;

/** Makes what is sent of a text. Thread-safe. */
final class Composer {
  /** Most parts of a text. */
  static final int MOST_PARTS = Parts.MOST;

  /** How many references there are (3GPP TS 23.040 section 9.2.3.24.1). */
  static final int REFERENCES = 256;

  private final AtomicInteger reference;

  /**
   * Begins.
   *
   * @param first reference of the first text in parts
   */
  Composer(int first) {
    this.reference = new AtomicInteger(first);
  }

  /** Returns the parts of a text, in this order; empty where there are too many. */
  Optional<List<Content>> compose(String text, SmppSettings settings) {
    return Parts.of(text, settings.alphabet())
        .map(
            parts ->
                parts.octets().size() > 1 && settings.payload()
                    ? List.of(Content.payload(parts.joined(), parts.dataCoding()))
                    : contents(parts));
  }

  private List<Content> contents(Parts parts) {
    int count = parts.octets().size();
    int number = count > 1 ? reference.getAndIncrement() & (REFERENCES - 1) : 0;
    List<Content> contents = new ArrayList<>();
    for (byte[] each : parts.withHeaders(number)) {
      boolean last = contents.size() == count - 1;
      contents.add(Content.part(each, parts.dataCoding(), count > 1, last));
    }
    return contents;
  }
}
