package org.vedette.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;
import org.vedette.api.lifecycle.Health;
import org.vedette.testkit.tls.TestAuthority;

/** TCP, TLS, and what comes in that nobody has asked for. */
public class LinkTest {
  private static final String NUMBER = "+4930123456";

  private static Uas answering(Uas uas, CompletableFuture<Phone> answered) {
    return uas.on(
        "INVITE",
        invite -> {
          Phone phone = new Phone(invite.body);
          invite.respond("180 Ringing");
          invite.respondWith("200 OK", phone.sdp());
          answered.complete(phone);
        });
  }

  private static void call(Harness harness, Uas uas, CompletableFuture<Phone> answered, String via)
      throws Exception {
    harness.begin();
    assertThat(harness.sent(NUMBER)).isEqualTo("sent");
    Uas.Request invite = uas.await("INVITE");
    assertThat(invite.field("Via")).startsWith("SIP/2.0/" + via);
    assertThat(invite.field("Contact")).endsWith(";transport=" + via.toLowerCase() + ">");
    uas.await("ACK");
    await().untilAsserted(() -> assertThat(answered.join().loud.get()).isPositive());
    answered.join().press("#");
    assertThat(harness.desk.event()).isEqualTo("keys #");
    uas.await("BYE");
    answered.join().close();
  }

  @Test
  public void callsOverTcp() throws Exception {
    CompletableFuture<Phone> answered = new CompletableFuture<>();
    try (Uas uas = answering(new Uas(null), answered);
        Harness harness = new Harness(uas.port()).with("transport", "tcp")) {
      call(harness, uas, answered, "TCP");
    }
  }

  @Test
  public void callsOverTls() throws Exception {
    TestAuthority authority = new TestAuthority();
    CompletableFuture<Phone> answered = new CompletableFuture<>();
    try (Uas uas = answering(new Uas(authority.server("localhost", 10)), answered);
        Harness harness =
            new Harness(uas.port())
                .with("transport", "tls")
                .with("host", "localhost")
                .with("trustedCertificates", authority.certificate())) {
      call(harness, uas, answered, "TLS");
    }
  }

  @Test
  public void certificatesOfOthersAreNotTrusted() throws Exception {
    TestAuthority authority = new TestAuthority();
    TestAuthority other = new TestAuthority();
    for (Uas uas :
        new Uas[] {
          new Uas(authority.server("elsewhere.example.com", 10)),
          new Uas(authority.server("localhost", -1)),
          new Uas(other.server("localhost", 10))
        }) {
      try (uas;
          Harness harness =
              new Harness(uas.port())
                  .with("transport", "tls")
                  .with("host", "localhost")
                  .with("trustedCertificates", authority.certificate())
                  .begin()) {
        assertThat(harness.sent(NUMBER)).startsWith("unreachable: TLS fails");
        assertThat(harness.gateway.health().status()).isEqualTo(Health.Status.CRITICAL);
        assertThat(uas.count("INVITE")).isZero();
      }
    }
  }

  @Test
  public void aConnectionThatEndsIsToldAndOpenedAgain() throws Exception {
    CompletableFuture<Phone> answered = new CompletableFuture<>();
    try (Uas first = new Uas(null).on("INVITE", invite -> invite.raw("x".repeat(40_000)));
        Harness harness = new Harness(first.port()).with("transport", "tcp").begin()) {
      assertThat(harness.sent(NUMBER))
          .isEqualTo(
              "unreachable: the trunk answered: the connection ended: the head of a message is too long");
      answering(first, answered);
      assertThat(harness.sent(NUMBER)).isEqualTo("sent");
      answered.join().close();
    }
  }

  @Test
  public void whatNobodyAskedForIsAnsweredAndHarmless() throws Exception {
    CompletableFuture<Phone> answered = new CompletableFuture<>();
    try (Uas uas = answering(new Uas(), answered);
        Harness harness = new Harness(uas.port()).begin()) {
      harness.sent(NUMBER);
      Uas.Request invite = uas.await("INVITE");
      String contact = invite.field("Contact").replaceAll(".*@([0-9.:]+).*", "$1");
      String head =
          "%s sip:"
              + contact
              + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK%s\r\n"
              + "From: <sip:x@y>;tag=1\r\nTo: <sip:a@b>%s\r\nCall-ID: %s\r\nCSeq: 1 %s\r\n\r\n";
      invite.raw(head.formatted("INVITE", "a", "", "other", "INVITE"));
      uas.await("403 No Calls Are Taken Here");
      invite.raw(head.formatted("BYE", "b", ";tag=9", invite.field("Call-ID"), "BYE"));
      uas.await("481 Call/Transaction Does Not Exist");
      invite.raw(head.formatted("OPTIONS", "c", "", "other", "OPTIONS"));
      invite.raw(head.formatted("OPTIONS", "c", "", "other", "OPTIONS"));
      String first = uas.await("200 OK").field("To");
      assertThat(uas.await("200 OK").field("To")).as("the same again").isEqualTo(first);
      invite.raw(head.formatted("MESSAGE", "d", "", "other", "MESSAGE"));
      uas.await("405 Method Not Allowed");
      Random random = new Random(2);
      String whole = head.formatted("BYE", "e", ";tag=9", invite.field("Call-ID"), "BYE");
      for (int i = 0; i < 500; i++) {
        StringBuilder damaged = new StringBuilder(whole);
        damaged.setCharAt(random.nextInt(whole.length()), (char) random.nextInt(256));
        invite.raw(damaged.toString());
      }
      stranger(contact, invite);
      answered.join().press("#");
      assertThat(harness.desk.event()).isEqualTo("keys #");
      answered.join().close();
    }
  }

  /** A BYE that is right but for where it comes from. */
  private static void stranger(String contact, Uas.Request invite) throws IOException {
    String[] where = contact.split(":");
    String bye =
        "BYE sip:x SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.9;branch=z9hG4bKzz\r\nFrom: "
            + invite.field("To")
            + ";tag=uas-1\r\nTo: "
            + invite.field("From")
            + "\r\nCall-ID: "
            + invite.field("Call-ID")
            + "\r\nCSeq: 77 BYE\r\n\r\n";
    byte[] octets = bye.getBytes(StandardCharsets.ISO_8859_1);
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress("127.0.0.9", 0))) {
      socket.send(
          new DatagramPacket(
              octets, octets.length, InetAddress.getByName(where[0]), Integer.parseInt(where[1])));
    }
  }
}
