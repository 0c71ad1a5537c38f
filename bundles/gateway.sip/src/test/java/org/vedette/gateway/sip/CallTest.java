package org.vedette.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Calls that are answered, by a trunk on loopback. */
public class CallTest {
  private Uas uas;
  private Harness harness;
  private final CompletableFuture<Phone> answered = new CompletableFuture<>();

  @Before
  public void open() throws IOException {
    uas = new Uas();
    harness = new Harness(uas.port());
    uas.on(
        "INVITE",
        invite -> {
          Phone phone = new Phone(invite.body);
          invite.respond("100 Trying");
          invite.respond("180 Ringing");
          invite.respondWith("200 OK", phone.sdp());
          answered.complete(phone);
        });
  }

  @After
  public void close() throws Exception {
    harness.close();
    uas.close();
    if (answered.isDone()) {
      answered.join().close();
    }
  }

  private Phone phone() throws Exception {
    return answered.get(8, TimeUnit.SECONDS);
  }

  private static void hears(Phone phone, int packets) {
    await().untilAsserted(() -> assertThat(phone.loud.get()).isGreaterThanOrEqualTo(packets));
  }

  @Test
  public void aPersonPressesTheHashAndIsLetGo() throws Exception {
    harness.desk.next("success", 0);
    harness.begin();

    assertThat(harness.sent("+4930123456")).isEqualTo("sent");
    Uas.Request invite = uas.await("INVITE");
    assertThat(invite.line).isEqualTo("INVITE sip:+4930123456@127.0.0.1 SIP/2.0");
    assertThat(invite.field("From")).startsWith("<sip:+4930900@127.0.0.1>;tag=");
    assertThat(invite.field("Supported") + invite.field("Require")).isEmpty();
    assertThat(invite.field("Via")).contains("SIP/2.0/UDP 127.0.0.1:").contains(";rport");
    Phone phone = phone();
    Uas.Request ack = uas.await("ACK");
    assertThat(ack.field("CSeq")).isEqualTo("1 ACK");
    assertThat(ack.field("To")).endsWith(";tag=uas-1");
    hears(phone, 5);
    phone.press("#");

    assertThat(harness.desk.event()).isEqualTo("keys #");
    Uas.Request bye = uas.await("BYE");
    assertThat(bye.line).isEqualTo("BYE sip:uas@127.0.0.1:" + uas.port() + " SIP/2.0");
    assertThat(bye.field("CSeq")).isEqualTo("2 BYE");
    assertThat(phone.loud.get()).as("success was said, too").isGreaterThan(12);
    assertThat(harness.desk.waiting()).isZero();
  }

  @Test
  public void aPinIsPressedTwice() throws Exception {
    harness.desk.next("retry.pin", 5).next("success", 0);
    harness.begin();
    assertThat(harness.sent("+4930123456")).isEqualTo("sent");
    Phone phone = phone();
    hears(phone, 1);
    phone.press("12*4#");
    assertThat(harness.desk.event()).isEqualTo("keys 12*4#");
    int before = phone.loud.get();
    hears(phone, before + 8);
    phone.press("1234#");

    assertThat(harness.desk.event()).isEqualTo("keys 1234#");
    uas.await("BYE");
  }

  @Test
  public void keysComeByMessage() throws Exception {
    harness.begin();
    harness.send("+4930123456");
    Uas.Request invite = uas.await("INVITE");
    hears(phone(), 1);
    invite.request(
        "INFO", 1, "Signal=7\r\nDuration=160\r\n", "Content-Type: application/dtmf-relay");
    invite.request("INFO", 2, "#", "Content-Type: application/dtmf");

    assertThat(harness.desk.event()).isEqualTo("keys 7#");
    uas.await("200 OK");
  }

  @Test
  public void nobodyPressesAnything() throws Exception {
    harness.with("listenSeconds", 2).begin();
    harness.send("+4930123456");
    Phone phone = phone();

    assertThat(harness.desk.event()).isEqualTo("Silence");
    uas.await("BYE");
    assertThat(phone.loud.get()).as("said twice").isBetween(18, 22);
  }

  @Test
  public void thePersonHangsUp() throws Exception {
    harness.begin();
    harness.send("+4930123456");
    Uas.Request invite = uas.await("INVITE");
    hears(phone(), 1);
    invite.request("BYE", 1, "");

    assertThat(harness.desk.event()).isEqualTo("HungUp");
    uas.await("200 OK");
    assertThat(uas.count("BYE")).isZero();
  }

  @Test
  public void anExtensionIsPressedBeforeAnythingIsSaid() throws Exception {
    harness.begin();
    harness.send("+4930123456", "extension", "12#");
    Phone phone = phone();
    hears(phone, 1);

    assertThat(phone.heard).hasToString("12#");
    phone.press("#");
    assertThat(harness.desk.event()).isEqualTo("keys #");
  }

  @Test
  public void theTrunkChangesTheMedia() throws Exception {
    harness.begin();
    harness.send("+4930123456");
    Uas.Request invite = uas.await("INVITE");
    hears(phone(), 1);
    try (Phone other = new Phone(invite.body)) {
      // Session timers are no extension of ours: offered they are passed over, demanded refused.
      invite.request("INVITE", 1, other.sdp(), "Session-Expires: 90", "Supported: timer");
      Uas.Request ok = uas.await("200 OK");
      assertThat(ok.body).contains("m=audio ").contains("RTP/AVP 8 101");
      assertThat(ok.field("Session-Expires")).isEmpty();
      await().untilAsserted(() -> assertThat(other.packets.get()).isGreaterThan(3));
      uas.await("200 OK");
      invite.request("ACK", 1, "");
      other.press("5#");
      assertThat(harness.desk.event()).isEqualTo("keys 5#");
    }
  }

  @Test
  public void requestsWithinTheCallAreAnswered() throws Exception {
    harness.begin();
    harness.send("+4930123456");
    Uas.Request invite = uas.await("INVITE");
    hears(phone(), 1);
    invite.request("INVITE", 1, phone().sdp(), "Require: timer");
    assertThat(uas.await("420 Bad Extension").field("Unsupported")).isEqualTo("timer");
    invite.request("OPTIONS", 2, "");
    assertThat(uas.await("200 OK").field("Allow")).contains("INVITE, ACK, CANCEL, BYE");
    invite.request("UPDATE", 3, "");
    assertThat(uas.await("405 Method Not Allowed").field("Allow")).doesNotContain("UPDATE");
    invite.request("INVITE", 4, "v=0\r\n");
    uas.await("488 Not Acceptable Here");
    invite.request("BYE", 2, "");
    uas.await("500 Out Of Order");
    invite.request("INVITE", 5, "");
    assertThat(uas.await("200 OK").body).as("an offer of ours").contains("RTP/AVP 8 0 101");
    phone().press("#");
    assertThat(harness.desk.event()).isEqualTo("keys #");
  }

  @Test
  public void successesThatComeAgainAreAcknowledgedAgain() throws Exception {
    harness.begin();
    harness.send("+4930123456");
    Uas.Request invite = uas.await("INVITE");
    phone();
    uas.await("ACK");
    invite.respondWith("200 OK", phone().sdp());
    uas.await("ACK");
    phone().press("#");
    assertThat(harness.desk.event()).isEqualTo("keys #");
  }

  /** RFC 3261 section 13.2.2.4: two telephones have answered. */
  @Test
  public void onlyOneOfTwoThatAnswerIsTalkedTo() throws Exception {
    harness.begin();
    harness.send("+4930123456");
    Uas.Request invite = uas.await("INVITE");
    hears(phone(), 1);
    uas.await("ACK");
    StringBuilder other = new StringBuilder("SIP/2.0 200 OK\r\n");
    for (String field : new String[] {"Via", "From", "Call-ID", "CSeq"}) {
      other.append(field).append(": ").append(invite.field(field)).append("\r\n");
    }
    other.append("To: ").append(invite.field("To")).append(";tag=other\r\n");
    other.append("Contact: <sip:other@127.0.0.1>\r\nContent-Length: 0\r\n\r\n");
    invite.raw(other.toString());

    assertThat(uas.await("ACK").line).isEqualTo("ACK sip:other@127.0.0.1 SIP/2.0");
    assertThat(uas.await("BYE").field("To")).endsWith(";tag=other");
    phone().press("#");
    assertThat(harness.desk.event()).isEqualTo("keys #");
    assertThat(uas.await("BYE").field("To")).endsWith(";tag=uas-1");
  }

  @Test
  public void routesAreKept() throws Exception {
    uas.on(
        "INVITE",
        invite -> {
          Phone phone = new Phone(invite.body);
          invite.respondWith(
              "200 OK",
              phone.sdp(),
              "Record-Route: <sip:near.example.com;lr>, <sip:far.example.com;lr>");
          answered.complete(phone);
        });
    harness.begin();
    harness.send("+4930123456");
    Uas.Request ack = uas.await("ACK");

    // RFC 3261 section 12.1.2: in reverse; the first Route is read here.
    assertThat(ack.field("Route")).isEqualTo("<sip:far.example.com;lr>");
    assertThat(ack.line).isEqualTo("ACK sip:uas@127.0.0.1:" + uas.port() + " SIP/2.0");
  }

  @Test
  public void soundFromElsewhereIsNotHeard() throws Exception {
    harness.begin();
    harness.send("+4930123456");
    Uas.Request invite = uas.await("INVITE");
    hears(phone(), 1);
    try (Phone stranger = new Phone(invite.body, "127.0.0.2")) {
      stranger.press("666#");
      phone().press("1");
      hears(phone(), 1);
      phone().press("2#");
      assertThat(harness.desk.event()).isEqualTo("keys 12#");
      assertThat(stranger.packets.get()).isZero();
    }
  }

  @Test
  public void aNetworkMayBeAdded() throws Exception {
    harness.with("mediaNetworks", new String[] {"127.0.0.2/31"}).begin();
    harness.send("+4930123456");
    Uas.Request invite = uas.await("INVITE");
    hears(phone(), 1);
    try (Phone gateway = new Phone(invite.body, "127.0.0.2")) {
      gateway.press("3#");
      assertThat(harness.desk.event()).isEqualTo("keys 3#");
    }
  }
}
