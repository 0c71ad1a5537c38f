package org.vedette.gateway.smpp.back;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.OptionalParameters;
import org.junit.Test;
import org.vedette.api.delivery.Receipt;
import org.vedette.gateway.smpp.TestDesk;
import org.vedette.gateway.smpp.text.Alphabet;
import org.vedette.gateway.smpp.wire.Deliver;
import org.vedette.gateway.smpp.wire.Status;
import org.vedette.testkit.memory.FakeClock;

public class InboundTest {
  private final FakeClock clock = new FakeClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final Inbound inbound =
      new Inbound("smpp:main", clock, Duration.ofMillis(300), Duration.ofMillis(300));
  private final TestDesk desk = new TestDesk();

  private CompletableFuture<Integer> take(Deliver came) {
    return inbound.take(came, Alphabet.GSM, Runnable::run).toCompletableFuture();
  }

  private int status(Deliver came) throws Exception {
    return take(came).get(10, TimeUnit.SECONDS);
  }

  private static byte[] part(int number, String text) {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    part.writeBytes(new byte[] {5, 0, 3, 9, 2, (byte) number});
    part.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    return part.toByteArray();
  }

  private static Deliver headed(int number, String text) {
    return Delivers.of(Delivers.FROM, 0x40, 0, part(number, text));
  }

  @Test
  public void textsGoToTheDesk() throws Exception {
    inbound.add(0, desk);
    assertThat(status(Delivers.text("4915550142", "123456"))).isEqualTo(Status.OK);
    assertThat(status(Delivers.text("+4915550143", "x"))).isEqualTo(Status.OK);
    byte[] wide = "ж1".getBytes(StandardCharsets.UTF_16BE);
    assertThat(status(Delivers.of("004915550144", 0, 8, wide))).isEqualTo(Status.OK);
    assertThat(desk.replies())
        .containsExactly("+4915550142 123456", "+4915550143 x", "+4915550144 ж1");
    assertThat(desk.gateways()).containsOnly("smpp:main");
  }

  @Test
  public void nobodyIsDisturbedByWhatCannotBeAnAnswer() throws Exception {
    inbound.add(0, desk);
    assertThat(status(Delivers.text("Corp", "1"))).isEqualTo(Status.NEVER);
    assertThat(status(Delivers.text("", "1"))).isEqualTo(Status.NEVER);
    assertThat(status(Delivers.of(Delivers.FROM, 0, 4, new byte[] {1}))).isEqualTo(Status.NEVER);
    assertThat(status(Delivers.of(Delivers.FROM, 0x40, 0, new byte[] {9, 1})))
        .isEqualTo(Status.NEVER);
    assertThat(status(Delivers.of(Delivers.FROM, 0x20, 0, new byte[] {1}))).isEqualTo(Status.OK);
    assertThat(desk.replies()).isEmpty();
    assertThat(desk.receipts()).isEmpty();
  }

  @Test
  public void receiptsNameTheMessageAsItWasTaken() throws Exception {
    inbound.add(0, desk);
    inbound.sent("3ADE68B1");
    assertThat(status(Delivers.receipt("id:0987654321 stat:DELIVRD err:000"))).isEqualTo(Status.OK);
    assertThat(status(Delivers.receipt("id:0987654321 stat:ENROUTE err:000"))).isEqualTo(Status.OK);
    assertThat(desk.receipts())
        .containsExactly(new Receipt("smpp:main", "3ADE68B1", true, "DELIVRD"));
  }

  @Test
  public void aReceiptThatOvertakesTheAnswerWaitsForIt() throws Exception {
    inbound.add(0, desk);
    CompletableFuture<Integer> early = take(Delivers.receipt("id:77 stat:DELIVRD err:000"));
    assertThat(early.isDone()).isFalse();
    inbound.sent("000077");
    assertThat(early.get(10, TimeUnit.SECONDS)).isEqualTo(Status.OK);
    assertThat(status(Delivers.receipt("id:before-an-update stat:UNDELIV err:1")))
        .isEqualTo(Status.OK);
    assertThat(desk.receipts())
        .containsExactly(
            new Receipt("smpp:main", "000077", true, "DELIVRD"),
            new Receipt("smpp:main", "before-an-update", false, "UNDELIV err 1"));
  }

  @Test
  public void theCentreKeepsWhatNobodyTakes() throws Exception {
    CompletableFuture<Integer> late = take(Delivers.text(Delivers.FROM, "1"));
    CompletableFuture<Integer> inTime = take(Delivers.text(Delivers.FROM, "2"));
    inbound.add(0, desk);
    assertThat(inTime.get(10, TimeUnit.SECONDS)).isEqualTo(Status.OK);
    assertThat(late.get(10, TimeUnit.SECONDS)).isEqualTo(Status.OK);
    inbound.remove(desk);
    assertThat(status(Delivers.text(Delivers.FROM, "3"))).isEqualTo(Status.LATER);
    assertThat(desk.replies()).hasSize(2);
  }

  @Test
  public void noMoreWaitThanMayWait() {
    CompletableFuture<?>[] all = new CompletableFuture<?>[Inbound.MOST_WAITING];
    for (int i = 0; i < all.length; i++) {
      all[i] = take(Delivers.text(Delivers.FROM, "1"));
    }
    assertThat(take(Delivers.text(Delivers.FROM, "1"))).isCompletedWithValue(Status.LATER);
    inbound.add(0, desk);
    CompletableFuture.allOf(all).join();
    assertThat(desk.replies()).hasSize(Inbound.MOST_WAITING);
    assertThat(take(Delivers.text(Delivers.FROM, "1"))).isCompletedWithValue(Status.OK);
  }

  @Test
  public void aDeskThatFailsIsAskedAgainLater() throws Exception {
    desk.fail();
    inbound.add(0, desk);
    assertThat(status(Delivers.text(Delivers.FROM, "1"))).isEqualTo(Status.LATER);
    assertThat(status(Delivers.receipt("id:1 stat:DELIVRD"))).isEqualTo(Status.LATER);
  }

  @Test
  public void partsAreJoinedInTheirOrder() throws Exception {
    inbound.add(0, desk);
    assertThat(status(headed(2, "456"))).isEqualTo(Status.OK);
    assertThat(desk.replies()).isEmpty();
    assertThat(status(headed(2, "456"))).isEqualTo(Status.OK);
    assertThat(status(headed(1, "123"))).isEqualTo(Status.OK);
    for (int number = 1; number <= 2; number++) {
      Deliver sar =
          Delivers.of(
              Delivers.FROM,
              0,
              0,
              ("p" + number).getBytes(StandardCharsets.US_ASCII),
              OptionalParameters.newSarMsgRefNum((short) 4),
              OptionalParameters.newSarTotalSegments(2),
              OptionalParameters.newSarSegmentSeqnum(number));
      assertThat(status(sar)).isEqualTo(Status.OK);
    }
    assertThat(desk.replies()).containsExactly("+4915550142 123456", "+4915550142 p1p2");
  }

  @Test
  public void aLastPartThatNobodyTookMayComeAgain() throws Exception {
    assertThat(status(headed(1, "123"))).isEqualTo(Status.OK);
    assertThat(status(headed(2, "456"))).isEqualTo(Status.LATER);
    inbound.add(0, desk);
    assertThat(status(headed(2, "456"))).isEqualTo(Status.OK);
    assertThat(desk.replies()).containsExactly("+4915550142 123456");
  }

  @Test
  public void partsAreForgottenAfterAWhile() throws Exception {
    inbound.add(0, desk);
    status(headed(1, "123"));
    clock.advance(Joiner.LIFE.plus(Duration.ofSeconds(1)));
    status(headed(2, "456"));
    assertThat(desk.replies()).isEmpty();
    status(headed(1, "789"));
    assertThat(desk.replies()).containsExactly("+4915550142 789456");
  }

  @Test
  public void neitherPartsNorTextsPileUp() throws Exception {
    inbound.add(0, desk);
    status(Delivers.of("491555000000", 0x40, 0, part(1, "old")));
    for (int i = 1; i <= Joiner.MOST; i++) {
      status(Delivers.of(String.valueOf(491_555_000_000L + i), 0x40, 0, part(1, "new")));
    }
    status(Delivers.of("491555000000", 0x40, 0, part(2, "er")));
    assertThat(desk.replies()).isEmpty();
    status(Delivers.of(String.valueOf(491_555_000_000L + Joiner.MOST), 0x40, 0, part(2, "er")));
    assertThat(desk.replies()).hasSize(1);
    byte[] many = {5, 0, 3, 9, (byte) 200, 1, 'x'};
    assertThat(status(Delivers.of(Delivers.FROM, 0x40, 0, many))).isEqualTo(Status.NEVER);
  }
}
