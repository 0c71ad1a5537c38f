package org.vedette.gateway.smpp.back;

import java.nio.charset.StandardCharsets;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.util.DefaultComposer;
import org.vedette.gateway.smpp.wire.Codec;
import org.vedette.gateway.smpp.wire.Deliver;
import org.vedette.gateway.smpp.wire.Pdu;

/** What centres deliver, by way of its octets. */
final class Delivers {
  static final String FROM = "4915550142";

  private Delivers() {}

  /** Long ones come as a payload (SMPP 3.4 section 5.3.2.32). */
  static Deliver receipt(String text) {
    byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
    return octets.length > 200
        ? of(FROM, 0x04, 0, new byte[0], new OptionalParameter.Message_payload(octets))
        : of(FROM, 0x04, 0, octets);
  }

  static Deliver receipt(String text, String id, int state) {
    return of(
        FROM,
        0x04,
        0,
        text.getBytes(StandardCharsets.US_ASCII),
        new OptionalParameter.Receipted_message_id(id),
        new OptionalParameter.Message_state((byte) state));
  }

  static Deliver text(String from, String text) {
    return of(from, 0, 0, text.getBytes(StandardCharsets.US_ASCII));
  }

  static Deliver of(
      String from, int esmClass, int dataCoding, byte[] text, OptionalParameter... more) {
    try {
      byte[] pdu =
          new DefaultComposer()
              .deliverSm(
                  1,
                  "",
                  (byte) 1,
                  (byte) 1,
                  from,
                  (byte) 0,
                  (byte) 0,
                  "555",
                  (byte) esmClass,
                  (byte) 0,
                  (byte) 0,
                  (byte) 0,
                  (byte) dataCoding,
                  text,
                  more);
      return Codec.deliver(Pdu.of(pdu).orElseThrow()).orElseThrow();
    } catch (PDUStringException tooLong) {
      throw new IllegalArgumentException(tooLong);
    }
  }
}
