package org.vedette.gateway.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.session.BindRequest;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.Receipt;
import org.vedette.api.lifecycle.Health;
import org.vedette.testkit.smpp.Manner;
import org.vedette.testkit.smpp.SmppCentre;
import org.vedette.testkit.smpp.Submitted;

/** Messages, receipts and replies with a centre that works. */
public class SendingTest {
  private SmppCentre centre;

  @Before
  public void open() throws Exception {
    centre = Harness.centre();
  }

  @After
  public void close() throws Exception {
    centre.close();
  }

  private Submitted only() {
    assertThat(centre.submitted()).hasSize(1);
    return centre.submitted().get(0);
  }

  @Test
  public void aMessageGoesOutAsSet() throws Exception {
    try (Harness harness = new Harness(TestSettings.of(centre).with("systemType", "otp"))) {
      assertThat(harness.send()).isEqualTo(new Delivery.Sent("1000"));
      assertThat(harness.gateway.health()).isEqualTo(Health.ok());
      BindRequest bind = centre.binds().get(0);
      assertThat(bind.getBindType()).isEqualTo(BindType.BIND_TRX);
      assertThat(bind.getSystemType()).isEqualTo("otp");
      assertThat(bind.getInterfaceVersion()).isEqualTo(InterfaceVersion.IF_34);
      Submitted got = only();
      assertThat(got.text()).isEqualTo(Harness.TEXT);
      assertThat(got.to()).isEqualTo("4915550142");
      assertThat(got.request().getSourceAddr()).isEqualTo("15005550006");
      assertThat(got.request().getSourceAddrTon()).isEqualTo((byte) 1);
      assertThat(got.request().getSourceAddrNpi()).isEqualTo((byte) 1);
      assertThat(got.request().getDestAddrTon()).isEqualTo((byte) 1);
      assertThat(got.request().getValidityPeriod()).isEqualTo("000000001000000R");
      assertThat(got.request().getRegisteredDelivery()).isEqualTo((byte) 1);
    }
    await().until(() -> centre.bound() == 0);
  }

  @Test
  public void aLongTextGoesOutInPartsAndItsReceiptIsThatOfTheLast() throws Exception {
    String text = "Grüße ж ".repeat(20);
    try (Harness harness = new Harness(TestSettings.of(centre))) {
      assertThat(harness.send(text)).isEqualTo(new Delivery.Sent("1002"));
      assertThat(centre.submitted()).hasSize(3).allMatch(Submitted::headed);
      StringBuilder joined = new StringBuilder();
      centre.submitted().forEach(each -> joined.append(each.text()));
      assertThat(joined.toString()).isEqualTo(text);
      assertThat(centre.submitted().get(0).octets()).startsWith(5, 0, 3).hasSize(140);
      assertThat(centre.submitted().stream().map(each -> each.request().getRegisteredDelivery()))
          .containsExactly((byte) 0, (byte) 0, (byte) 1);
      assertThat(centre.receipt(centre.submitted().get(2), "DELIVRD")).isZero();
      assertThat(harness.desk.receipts())
          .containsExactly(new Receipt("smpp:main", "1002", true, "DELIVRD"));
      byte first = centre.submitted().get(0).octets()[3];
      harness.send(text);
      assertThat(centre.submitted().get(3).octets()[3]).isEqualTo((byte) (first + 1));
    }
  }

  @Test
  public void theCentreMaySplitLongTextsItself() throws Exception {
    try (Harness harness = new Harness(TestSettings.of(centre).with("longMessages", "payload"))) {
      String text = "a".repeat(500);
      assertThat(harness.send(text)).isEqualTo(new Delivery.Sent("1000"));
      assertThat(only().text()).isEqualTo(text);
      assertThat(only().headed()).isFalse();
      harness.send("short");
      assertThat(centre.submitted().get(1).request().getShortMessage()).hasSize(5);
    }
  }

  @Test
  public void whatNoCentreCouldTakeIsRejectedUnasked() throws Exception {
    try (Harness harness = new Harness(TestSettings.of(centre))) {
      assertThat(harness.send("a".repeat(919))).isInstanceOf(Delivery.Rejected.class);
      for (String number : List.of("", "+0155", "15550142", "+1555 0142", "+1234567890123456")) {
        assertThat(harness.gateway.send(Harness.message(number, "x")).toCompletableFuture().join())
            .as(number)
            .isInstanceOf(Delivery.Rejected.class);
      }
      assertThat(
              harness
                  .gateway
                  .send(Harness.unwritten("sms", Harness.NUMBER))
                  .toCompletableFuture()
                  .join())
          .isInstanceOf(Delivery.Rejected.class);
      assertThat(
              harness
                  .gateway
                  .send(Harness.unwritten("mail", "a@b.example"))
                  .toCompletableFuture()
                  .join())
          .isInstanceOf(Delivery.Rejected.class);
      assertThat(centre.submitted()).isEmpty();
    }
  }

  @Test
  public void eachAnswerHasItsOwnResult() throws Exception {
    try (Harness harness = new Harness(TestSettings.of(centre).with("rejectStatus", "0x0408"))) {
      Object[][] table = {
        {SMPPConstant.STAT_ESME_RINVDSTADR, Delivery.Rejected.class, "number"},
        {0x0408, Delivery.Rejected.class, "0x00000408"},
        {SMPPConstant.STAT_ESME_RINVSRCADR, Delivery.Unreachable.class, "see from"},
        {SMPPConstant.STAT_ESME_RSYSERR, Delivery.Unreachable.class, "error"},
        {SMPPConstant.STAT_ESME_RSUBMITFAIL, Delivery.Unreachable.class, "could not"},
        {0x0409, Delivery.Unreachable.class, "0x00000409"},
      };
      for (Object[] row : table) {
        centre.treat(each -> Manner.refuse((int) row[0]));
        Delivery delivery = harness.send();
        assertThat(delivery).as("%x", row[0]).isInstanceOf((Class<?>) row[1]);
        assertThat(Harness.why(delivery)).contains((String) row[2]);
        boolean ours = row[1] == Delivery.Unreachable.class;
        assertThat(harness.gateway.health().status())
            .as("%x", row[0])
            .isEqualTo(ours ? Health.Status.WARN : Health.Status.OK);
      }
      centre.treat(each -> Manner.ACCEPT);
      assertThat(harness.send()).isInstanceOf(Delivery.Sent.class);
      assertThat(harness.gateway.health()).isEqualTo(Health.ok());
    }
  }

  @Test
  public void manyAtOnceEachGetTheirOwnAnswer() throws Exception {
    try (Harness harness =
        new Harness(TestSettings.of(centre).with("binds", 2).with("window", 5))) {
      List<CompletableFuture<Delivery>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        all.add(harness.start("text " + i));
      }
      for (int i = 0; i < 200; i++) {
        String text = "text " + i;
        Submitted got =
            centre.submitted().stream()
                .filter(each -> each.text().equals(text))
                .findFirst()
                .orElse(null);
        Delivery delivery = all.get(i).get(20, TimeUnit.SECONDS);
        if (got == null) {
          got =
              centre.submitted().stream()
                  .filter(each -> each.text().equals(text))
                  .findFirst()
                  .orElseThrow();
        }
        assertThat(delivery).isEqualTo(new Delivery.Sent(got.id()));
      }
      assertThat(centre.bound()).isEqualTo(2);
    }
  }

  @Test
  public void repliesAndReceiptsComeByTheReceiverOfAPair() throws Exception {
    centre.treat(each -> Manner.as("00AB12"));
    try (Harness harness = new Harness(TestSettings.of(centre).with("bindType", "pair"))) {
      assertThat(harness.send()).isEqualTo(new Delivery.Sent("00AB12"));
      await().until(() -> centre.bound() == 2);
      assertThat(centre.binds().stream().map(BindRequest::getBindType))
          .containsExactlyInAnyOrder(BindType.BIND_TX, BindType.BIND_RX);
      assertThat(centre.text("4915550142", "15005550006", "123456")).isZero();
      assertThat(harness.desk.replies()).containsExactly("+4915550142 123456");
      // The same id as a decimal number.
      assertThat(centre.receipt("0000043794", "4915550142", "UNDELIV")).isZero();
      assertThat(harness.desk.receipts())
          .containsExactly(new Receipt("smpp:main", "00AB12", false, "UNDELIV"));
    }
  }

  @Test
  public void whatNobodyTakesTheCentreKeeps() throws Exception {
    try (Harness harness = new Harness(TestSettings.of(centre))) {
      harness.send();
      harness.desk.fail();
      assertThat(centre.text("4915550142", "1", "123456"))
          .isEqualTo(SMPPConstant.STAT_ESME_RX_T_APPN);
      assertThat(centre.receipt(only(), "DELIVRD")).isEqualTo(SMPPConstant.STAT_ESME_RX_T_APPN);
    }
  }

  @Test
  public void centresTakeTurnsWhereTheyShould() throws Exception {
    try (SmppCentre second = Harness.centre();
        Harness harness =
            new Harness(TestSettings.of(centre, second).with("distribution", "spread"))) {
      await().until(() -> centre.bound() + second.bound() == 2);
      for (int i = 0; i < 10; i++) {
        assertThat(harness.send()).isInstanceOf(Delivery.Sent.class);
      }
      assertThat(centre.submitted()).hasSizeBetween(3, 7);
      assertThat(second.submitted()).hasSize(10 - centre.submitted().size());
    }
  }
}
