package org.vedette.itests.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.itests.blackbox.Site.PASSWORD;
import static org.vedette.itests.blackbox.Site.SECRET;

import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Microsoft;
import org.vedette.codec.radius.Packet;
import org.vedette.itests.blackbox.Site.Person;
import org.vedette.testkit.held.HeldPhones;
import org.vedette.testkit.held.HeldPhones.Decision;

/** Signing in by CHAP and MS-CHAPv2, and what is impossible with them. */
public class ProtocolsIT {
  private static final byte[] CHALLENGE = "0123456789abcdef".getBytes(UTF_8);

  private static HeldPhones phones;
  private static Server server;
  private static RadiusClient codes;
  private static RadiusClient tunnel;

  @BeforeClass
  public static void start() throws Exception {
    phones = new HeldPhones();
    server = Server.unpack("protocols");
    HeldBundle.into(server);
    server.start();
    HeldBundle.await(server);
    server.vedette("settings", "set", "org.vedette.primary.local", "keepNtHashes=true");
    Site.client(server, "codes", "127.0.0.4", "primary=none", "protocols=pap, chap");
    Site.client(server, "tunnel", "127.0.0.2", "protocols=mschapv2");
    codes = at("127.0.0.4");
    tunnel = at("127.0.0.2");
  }

  @AfterClass
  public static void stop() throws Exception {
    codes.close();
    tunnel.close();
    server.close();
    phones.close();
  }

  private static RadiusClient at(String address) {
    return RadiusClient.to(server.radius(), SECRET).from(new InetSocketAddress(address, 0)).open();
  }

  @Test
  public void codeByChapIsAcceptedOnce() throws Exception {
    Person person = Site.withoutPassword(server);
    String code = person.token().codeAt(Instant.now());

    assertThat(codes.exchange(chap(person, "000000")).rejected()).isTrue();
    Exchange accept = codes.exchange(chap(person, code));
    assertThat(accept.accepted()).as(accept.toString()).isTrue();
    assertThat(codes.exchange(chap(person, code)).rejected()).isTrue();
  }

  @Test
  public void passwordByMsChap2AndApprovalOpenTheTunnel() throws Exception {
    Person person = Site.person(server);
    Site.withPhone(server, person.name(), phones);
    CompletableFuture<Exchange> waiting = tunnel.send(MsChapLogin.request(person.name(), PASSWORD));
    Awaitility.await("a phone rings").until(() -> !phones.open().isEmpty());
    phones.answer(phones.open().get(0), Decision.APPROVE);
    Exchange accept = waiting.join();

    assertThat(accept.accepted()).as(accept.toString()).isTrue();
    assertThat(accept.problems()).isEmpty();
    Packet reply = accept.reply().orElseThrow();
    assertThat(new String(microsoft(reply, Microsoft.MS_CHAP2_SUCCESS), 1, 42, UTF_8))
        .isEqualTo(MsChapLogin.proof(person.name(), PASSWORD));
    assertThat(microsoft(reply, Microsoft.MS_MPPE_SEND_KEY)).hasSize(34);
    assertThat(microsoft(reply, Microsoft.MS_MPPE_RECV_KEY)).hasSize(34);
  }

  @Test
  public void declinedOrWrongIsRejectedWithoutAReason() throws Exception {
    Person person = Site.person(server);
    Site.withPhone(server, person.name(), phones);
    CompletableFuture<Exchange> waiting = tunnel.send(MsChapLogin.request(person.name(), PASSWORD));
    Awaitility.await("a phone rings").until(() -> !phones.open().isEmpty());
    phones.answer(phones.open().get(0), Decision.DECLINE);
    int rings = phones.rings();
    Exchange wrong = tunnel.exchange(MsChapLogin.request(person.name(), "wrong"));

    for (Exchange refused : List.of(waiting.join(), wrong)) {
      assertThat(refused.rejected()).as(refused.toString()).isTrue();
      byte[] error = microsoft(refused.reply().orElseThrow(), Microsoft.MS_CHAP_ERROR);
      assertThat(new String(error, 1, error.length - 1, UTF_8)).startsWith("E=691 R=0 C=");
    }
    assertThat(phones.rings()).as("a wrong password rings no phone").isEqualTo(rings);
  }

  /** Row 54: whoever has only typed codes is rejected at once, and the log says what to do. */
  @Test
  public void typedCodesAreImpossibleByMsChap2() throws Exception {
    Person person = Site.person(server);
    int rings = phones.rings();

    assertThat(tunnel.exchange(MsChapLogin.request(person.name(), PASSWORD)).rejected()).isTrue();
    assertThat(phones.rings()).isEqualTo(rings);
    assertThat(server.log()).contains("MS-CHAPv2 has no room for a question");
    assertThat(server.vedette("audit", "list", "--text", person.name())).contains("CANNOT_ASK");
  }

  /** Row 63: a target that leads back here is found out, and nothing goes round. */
  @Test
  public void loopIsRejected() {
    Site.target(server, "self", server.radius());
    Site.client(server, "loop", "127.0.0.1", "primary=radius:self");
    Person person = Site.person(server);
    try (RadiusClient loop = at("127.0.0.1")) {
      Exchange refused = loop.authenticate(person.name(), PASSWORD);
      assertThat(refused.rejected()).as(refused.toString()).isTrue();
    }
    assertThat(server.log()).contains("Requests that this server sent to a target came back");
  }

  @Test
  public void whatCannotWorkIsRefusedWhenItIsSet() {
    assertThat(refusal("protocols=mschapv2, leap")).contains("pap, chap, mschapv2 and eap");
    assertThat(refusal("eapMethods=leap")).contains("ttls-pap, peap-gtc");
    assertThat(refusal("protocols=chap")).contains("protocols", "primary=none");
    assertThat(refusal("primary=none")).contains("protocols", "not a code");
    assertThat(server.vedette("application", "show", "tunnel")).contains("mschapv2");
  }

  private static String refusal(String field) {
    Server.Ran ran = server.tryVedette("", "application", "set", "tunnel", field);
    assertThat(ran.code()).isNotZero();
    return ran.out();
  }

  private static RadiusRequest chap(Person person, String code) throws Exception {
    byte[] value = new byte[17];
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    md5.update((byte) 0);
    md5.update(code.getBytes(UTF_8));
    System.arraycopy(md5.digest(CHALLENGE), 0, value, 1, 16);
    return RadiusRequest.of(Code.ACCESS_REQUEST)
        .messageAuthenticator(true)
        .with(Attribute.text(AttributeTypes.USER_NAME, person.name()))
        .with(new Attribute(AttributeTypes.CHAP_CHALLENGE, CHALLENGE))
        .with(new Attribute(AttributeTypes.CHAP_PASSWORD, value));
  }

  private static byte[] microsoft(Packet reply, int type) {
    return MsChapLogin.attribute(reply, type).orElseThrow();
  }
}
