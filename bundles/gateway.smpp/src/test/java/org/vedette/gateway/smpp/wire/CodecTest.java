package org.vedette.gateway.smpp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameters;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.util.DefaultComposer;
import org.jsmpp.util.DefaultDecomposer;
import org.junit.Test;
import org.vedette.gateway.smpp.text.Header.Part;

public class CodecTest {
  private static final Envelope ENVELOPE =
      new Envelope("Corp", 5, 0, 1, 1, "CMT", Duration.ofSeconds(90_061), true);

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static SubmitSm submit(Content content) throws Exception {
    return new DefaultDecomposer()
        .submitSm(Codec.submit(7, ENVELOPE, "4915550142", content).orElseThrow());
  }

  private static byte[] delivery(int esmClass, byte[] text, OptionalParameter... more)
      throws Exception {
    return new DefaultComposer()
        .deliverSm(
            9,
            "",
            (byte) 1,
            (byte) 1,
            "4915550142",
            (byte) 0,
            (byte) 0,
            "555",
            (byte) esmClass,
            (byte) 0,
            (byte) 0,
            (byte) 0,
            (byte) 0,
            text,
            more);
  }

  private static Deliver read(byte[] pdu) {
    return Codec.deliver(Pdu.of(pdu).orElseThrow()).orElseThrow();
  }

  @Test
  public void whatIsSentStandsInItsField() throws Exception {
    SubmitSm sent = submit(Content.part(ascii("hello"), 0, false, true));
    assertThat(sent.getSequenceNumber()).isEqualTo(7);
    assertThat(sent.getServiceType()).isEqualTo("CMT");
    assertThat(sent.getSourceAddr()).isEqualTo("Corp");
    assertThat(sent.getSourceAddrTon()).isEqualTo((byte) 5);
    assertThat(sent.getSourceAddrNpi()).isZero();
    assertThat(sent.getDestAddress()).isEqualTo("4915550142");
    assertThat(sent.getDestAddrTon()).isEqualTo((byte) 1);
    assertThat(sent.getDestAddrNpi()).isEqualTo((byte) 1);
    assertThat(sent.getEsmClass()).isZero();
    assertThat(sent.getDataCoding()).isZero();
    assertThat(sent.getRegisteredDelivery()).isEqualTo((byte) 1);
    // SMPP 3.4 section 7.1.1.2: one day, one hour, one minute and one second.
    assertThat(sent.getValidityPeriod()).isEqualTo("000001010101000R");
    assertThat(sent.getShortMessage()).isEqualTo(ascii("hello"));
  }

  @Test
  public void onlyTheLastPartAsksForAReceipt() throws Exception {
    SubmitSm first = submit(Content.part(ascii("12345x"), 8, true, false));
    assertThat(first.getEsmClass()).isEqualTo((byte) 0x40);
    assertThat(first.getDataCoding()).isEqualTo((byte) 8);
    assertThat(first.getRegisteredDelivery()).isZero();
    SubmitSm whole = submit(Content.payload(ascii("long"), 0));
    assertThat(whole.getShortMessage()).isNullOrEmpty();
    assertThat(whole.getEsmClass()).isZero();
    assertThat(whole.getRegisteredDelivery()).isEqualTo((byte) 1);
    assertThat(whole.getOptionalParameter(OptionalParameter.Message_payload.class).getValue())
        .isEqualTo(ascii("long"));
  }

  @Test
  public void whatComesIsKnownByItsClassAndFields() throws Exception {
    assertThat(read(delivery(0, ascii("12"))).kind()).isEqualTo(Deliver.Kind.TEXT);
    assertThat(read(delivery(0x40, ascii("12"))).headed()).isTrue();
    assertThat(read(delivery(0x04, ascii("id:1"))).kind()).isEqualTo(Deliver.Kind.RECEIPT);
    assertThat(read(delivery(0x44, ascii("id:1"))).kind()).isEqualTo(Deliver.Kind.RECEIPT);
    for (int other : new int[] {0x08, 0x10, 0x18, 0x20, 0x24}) {
      assertThat(read(delivery(other, ascii("x"))).kind()).isEqualTo(Deliver.Kind.OTHER);
    }
    Deliver fields =
        read(
            delivery(
                0,
                new byte[0],
                new OptionalParameter.Receipted_message_id("a1\0"),
                new OptionalParameter.Message_state((byte) 5)));
    assertThat(fields.kind()).isEqualTo(Deliver.Kind.RECEIPT);
    assertThat(fields.receipted()).contains("a1");
    assertThat(fields.state()).contains(5);
    assertThat(fields.from()).isEqualTo("4915550142");
    assertThat(fields.to()).isEqualTo("555");
    Deliver part =
        read(
            delivery(
                0,
                new byte[0],
                new OptionalParameter.Message_payload(ascii("12")),
                OptionalParameters.newSarMsgRefNum((short) 0x8001),
                OptionalParameters.newSarTotalSegments(2),
                OptionalParameters.newSarSegmentSeqnum(1)));
    assertThat(part.part()).isEqualTo(Part.of(0x8001, 2, 1));
    assertThat(part.text().copy()).isEqualTo(ascii("12"));
  }

  @Test
  public void damageIsNoticedAndNeverThrown() throws Exception {
    byte[] good =
        delivery(
            0x44,
            ascii("id:1 stat:DELIVRD"),
            new OptionalParameter.Receipted_message_id("a1\0"),
            new OptionalParameter.Message_state((byte) 2));
    Random random = new Random(5);
    int read = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] bad = java.util.Arrays.copyOf(good, 17 + random.nextInt(good.length));
      for (int left = random.nextInt(6); left > 0; left--) {
        bad[16 + random.nextInt(bad.length - 16)] = (byte) random.nextInt(256);
      }
      ByteBuffer.wrap(bad).putInt(0, bad.length);
      if (random.nextBoolean()) {
        ByteBuffer.wrap(bad).putInt(4, SMPPConstant.CID_DATA_SM);
      }
      Pdu pdu = Pdu.of(bad).orElseThrow();
      read += Codec.deliver(pdu).isPresent() ? 1 : 0;
      assertThat(Codec.messageId(pdu)).hasSizeLessThanOrEqualTo(64).doesNotContain("\0", " ");
    }
    assertThat(read).isBetween(1, 49_999);
  }

  @Test
  public void aMessageIdIsCleanOrEmpty() throws Exception {
    byte[] answer = new DefaultComposer().submitSmResp(3, "a b\n\u0007c");
    assertThat(Codec.messageId(Pdu.of(answer).orElseThrow())).isEqualTo("abc");
    byte[] none = new DefaultComposer().composeHeader(SMPPConstant.CID_SUBMIT_SM_RESP, 0, 3);
    assertThat(Codec.messageId(Pdu.of(none).orElseThrow())).isEmpty();
  }

  @Test
  public void lengthsThatCannotBeEndTheConnection() throws IOException {
    for (int length : new int[] {Integer.MIN_VALUE, -1, 0, 15, Pdu.MOST_OCTETS + 1, 0x48545450}) {
      byte[] start = ByteBuffer.allocate(40).putInt(length).array();
      assertThat(catching(start)).as("%x", length).isInstanceOf(Pdu.NoPduException.class);
    }
    byte[] cut = ByteBuffer.allocate(40).putInt(41).array();
    assertThat(catching(cut)).isInstanceOf(java.io.EOFException.class);
    byte[] whole = ByteBuffer.allocate(16).putInt(16).putInt(0x15).putInt(0).putInt(77).array();
    Pdu pdu = Pdu.read(new DataInputStream(new ByteArrayInputStream(whole)));
    assertThat(pdu.command()).isEqualTo(SMPPConstant.CID_ENQUIRE_LINK);
    assertThat(pdu.sequence()).isEqualTo(77);
    assertThat(pdu.answers()).isFalse();
  }

  private static Throwable catching(byte[] octets) {
    try {
      return new AssertionError(
          "read " + Pdu.read(new DataInputStream(new ByteArrayInputStream(octets))));
    } catch (IOException expected) {
      return expected;
    }
  }

  @Test
  public void nothingIsPrinted() throws Exception {
    Deliver came = read(delivery(0, ascii("918273")));
    assertThat(came + " " + came.text() + Pdu.of(delivery(0, ascii("918273"))).orElseThrow())
        .doesNotContain("918273", "4915550142");
  }
}
