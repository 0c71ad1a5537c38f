package org.vedette.gateway.smpp.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AbstractSmCommand;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jsmpp.util.DefaultComposer;
import org.jsmpp.util.DefaultDecomposer;
import org.jspecify.annotations.Nullable;
import org.vedette.api.secret.Secret;
import org.vedette.gateway.smpp.text.Header.Part;

/**
 * Writes and reads what is said to a centre, by the SMPP library. Thread-safe; nothing that the
 * library throws leaves this class.
 */
public final class Codec {
  private static final int HEADED = 0x40;
  private static final int KIND = 0x3C;
  private static final int RECEIPT = 0x04;
  private static final int WANTED = 1;
  private static final int MOST_REFERENCE = 64;

  private static final DefaultComposer COMPOSER = new DefaultComposer();
  private static final DefaultDecomposer DECOMPOSER = new DefaultDecomposer();

  private Codec() {}

  private interface Composing {
    byte[] run() throws PDUStringException;
  }

  private interface Decomposing<T> {
    T run() throws PDUStringException;
  }

  /** SMPP 3.4 section 4.1: asks to sign in. Empty where a field is too long. */
  static Optional<byte[]> bind(int sequence, Role role, Login login, Secret password) {
    return compose(
        () ->
            COMPOSER.bind(
                role.command(),
                sequence,
                login.systemId(),
                password.text(),
                login.systemType(),
                (byte) login.version(),
                (byte) 0,
                (byte) 0,
                ""));
  }

  /** SMPP 3.4 section 4.4.1: sends. Empty where a field is too long. */
  public static Optional<byte[]> submit(
      int sequence, Envelope envelope, String digits, Content content) {
    byte[] none = new byte[0];
    // Section 5.2.17: who asks for the last part alone hears when the phone has them all.
    int receipt = envelope.receipts() && content.last() ? WANTED : 0;
    OptionalParameter[] more =
        content.isPayload()
            ? new OptionalParameter[] {new OptionalParameter.Message_payload(content.octets())}
            : new OptionalParameter[0];
    return compose(
        () ->
            COMPOSER.submitSm(
                sequence,
                envelope.serviceType(),
                (byte) envelope.fromTon(),
                (byte) envelope.fromNpi(),
                envelope.from(),
                (byte) envelope.toTon(),
                (byte) envelope.toNpi(),
                digits,
                (byte) (content.headed() ? HEADED : 0),
                (byte) 0,
                (byte) 0,
                "",
                envelope.validityPeriod(),
                (byte) receipt,
                (byte) 0,
                (byte) content.dataCoding(),
                (byte) 0,
                content.isPayload() ? none : content.octets(),
                more));
  }

  /** SMPP 3.4 section 4.11: asks whether the other side is there. */
  public static byte[] enquireLink(int sequence) {
    return COMPOSER.enquireLink(sequence);
  }

  /** SMPP 3.4 section 4.2: ends the session. */
  public static byte[] unbind(int sequence) {
    return COMPOSER.unbind(sequence);
  }

  /** Answers a request of the other side. */
  public static byte[] answer(Pdu request, int status) {
    return switch (request.command()) {
      case SMPPConstant.CID_DELIVER_SM ->
          // Section 4.6.2: message_id is there, and empty.
          COMPOSER.deliverSmResp(status, request.sequence(), "");
      case SMPPConstant.CID_DATA_SM ->
          COMPOSER.composeHeader(SMPPConstant.CID_DATA_SM_RESP, status, request.sequence());
      case SMPPConstant.CID_ENQUIRE_LINK -> COMPOSER.enquireLinkResp(request.sequence());
      case SMPPConstant.CID_UNBIND -> COMPOSER.unbindResp(status, request.sequence());
      // Section 4.3: what is not known.
      default -> COMPOSER.genericNack(status, request.sequence());
    };
  }

  /** SMPP 3.4 section 4.3: what came is no SMPP. */
  static byte[] nack() {
    return COMPOSER.genericNack(SMPPConstant.STAT_ESME_RINVCMDLEN, 0);
  }

  /** Returns the centre's id of a message that it took; empty where it gave none. */
  public static String messageId(Pdu answer) {
    return decompose(() -> text(DECOMPOSER.submitSmResp(answer.octets()).getMessageId()))
        .map(Codec::printable)
        .orElse("");
  }

  /** Reads what a centre delivers; empty where it cannot be read. */
  public static Optional<Deliver> deliver(Pdu request) {
    return decompose(
        () ->
            request.command() == SMPPConstant.CID_DATA_SM
                ? read(DECOMPOSER.dataSm(request.octets()))
                : read(DECOMPOSER.deliverSm(request.octets())));
  }

  private static Deliver read(DeliverSm from) {
    byte[] own = from.getShortMessage();
    return read(from, own == null ? new byte[0] : own);
  }

  private static Deliver read(DataSm from) {
    return read(from, new byte[0]);
  }

  private static Deliver read(AbstractSmCommand from, byte[] own) {
    OptionalParameter[] more = from.getOptionalParameters();
    int esmClass = from.getEsmClass();
    Optional<String> receipted =
        find(more, Tag.RECEIPTED_MESSAGE_ID, OptionalParameter.OctetString.class)
            .map(each -> printable(terminated(each.getValue())))
            .filter(each -> !each.isEmpty());
    byte[] text =
        own.length > 0
            ? own
            : find(more, Tag.MESSAGE_PAYLOAD, OptionalParameter.OctetString.class)
                .map(OptionalParameter.OctetString::getValue)
                .orElse(own);
    return new Deliver(
        kind(esmClass & KIND, receipted.isPresent()),
        from.getSourceAddrTon(),
        text(from.getSourceAddr()),
        text(from.getDestAddress()),
        from.getDataCoding() & 0xFF,
        new Deliver.Octets(text),
        (esmClass & HEADED) != 0,
        part(more),
        receipted,
        find(more, Tag.MESSAGE_STATE, OptionalParameter.Byte.class)
            .map(each -> each.getValue() & 0xFF));
  }

  private static Deliver.Kind kind(int type, boolean receipted) {
    if (type == RECEIPT || (type == 0 && receipted)) {
      return Deliver.Kind.RECEIPT;
    }
    return type == 0 ? Deliver.Kind.TEXT : Deliver.Kind.OTHER;
  }

  /** SMPP 3.4 sections 5.3.2.22 to 5.3.2.24. */
  private static Optional<Part> part(OptionalParameter[] more) {
    Optional<Integer> reference =
        find(more, Tag.SAR_MSG_REF_NUM, OptionalParameter.Short.class)
            .map(each -> each.getValue() & 0xFFFF);
    Optional<Integer> total =
        find(more, Tag.SAR_TOTAL_SEGMENTS, OptionalParameter.Byte.class)
            .map(each -> each.getValue() & 0xFF);
    Optional<Integer> number =
        find(more, Tag.SAR_SEGMENT_SEQNUM, OptionalParameter.Byte.class)
            .map(each -> each.getValue() & 0xFF);
    return reference.isPresent() && total.isPresent() && number.isPresent()
        ? Part.of(reference.get(), total.get(), number.get())
        : Optional.empty();
  }

  private static <T extends OptionalParameter> Optional<T> find(
      OptionalParameter @Nullable [] more, Tag tag, Class<T> kind) {
    if (more != null) {
      for (OptionalParameter each : more) {
        if (each.tag == tag.code() && kind.isInstance(each)) {
          return Optional.of(kind.cast(each));
        }
      }
    }
    return Optional.empty();
  }

  /** A C-Octet String; some centres leave out its end. */
  private static String terminated(byte[] octets) {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private static String printable(String text) {
    StringBuilder kept = new StringBuilder();
    text.chars()
        .filter(each -> each > ' ' && each < 0x7F)
        .limit(MOST_REFERENCE)
        .forEach(each -> kept.append((char) each));
    return kept.toString();
  }

  private static String text(@Nullable String maybe) {
    return maybe == null ? "" : maybe;
  }

  private static Optional<byte[]> compose(Composing work) {
    try {
      return Optional.of(work.run());
    } catch (PDUStringException tooLong) {
      return Optional.empty();
    }
  }

  /** The library trusts the lengths that it reads: what does not fit ends in any exception. */
  private static <T> Optional<T> decompose(Decomposing<T> work) {
    try {
      return Optional.of(work.run());
    } catch (PDUStringException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }
}
