package org.vedette.testkit.smpp;

import java.nio.charset.StandardCharsets;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;

/**
 * A message that a centre was given.
 *
 * @param id by which the centre took it, or would have
 * @param request the request as it came
 */
public record Submitted(String id, SubmitSm request) {
  private static final int HEADED = 0x40;
  private static final int UCS2 = 8;

  /** Returns the number of the receiver. */
  public String to() {
    return request.getDestAddress();
  }

  /** Returns text and header as they came, from the message or from its payload. */
  public byte[] octets() {
    OptionalParameter payload = request.getOptionalParameter(OptionalParameter.Tag.MESSAGE_PAYLOAD);
    return payload instanceof OptionalParameter.OctetString text
        ? text.getValue()
        : request.getShortMessage();
  }

  /** Tells whether a header stands before the text. */
  public boolean headed() {
    return (request.getEsmClass() & HEADED) != 0;
  }

  /**
   * Returns the text behind a header. What is not UCS-2 is read as ASCII, which the default
   * alphabet agrees with in letters and digits.
   */
  public String text() {
    byte[] octets = octets();
    int from = headed() ? 1 + octets[0] : 0;
    return new String(
        octets,
        from,
        octets.length - from,
        request.getDataCoding() == UCS2 ? StandardCharsets.UTF_16BE : StandardCharsets.US_ASCII);
  }

  /** Hides number and text. */
  @Override
  public String toString() {
    return "Submitted[" + id + "]";
  }
}
