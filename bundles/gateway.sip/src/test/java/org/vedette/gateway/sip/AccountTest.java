package org.vedette.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.lifecycle.Health;

/** Who this server is to the trunk: passwords, registration, the caller's number. */
public class AccountTest {
  private static final String NUMBER = "+4930123456";

  private Uas uas;
  private Harness harness;

  @Before
  public void open() throws IOException {
    uas = new Uas();
    harness = new Harness(uas.port()).with("user", "line7").with("password", Harness.PASSWORD);
  }

  @After
  public void close() throws Exception {
    harness.close();
    uas.close();
  }

  private static String hash(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes()));
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static String part(String field, String name) {
    return field.replaceAll(".*" + name + "=\"?([^\",]*)\"?.*", "$1");
  }

  /**
   * Checks a proof as RFC 7616 section 3.4 says, with the password that the account should have.
   */
  private static boolean right(Uas.Request request, String field, String password) {
    String proof = request.field(field);
    String method = request.line.split(" ")[0];
    String first = hash("line7:trunk:" + password);
    String second = hash(method + ":" + part(proof, "uri"));
    String all = String.join(":", first, "n-1", "00000001", part(proof, "cnonce"), "auth", second);
    return proof.contains("algorithm=SHA-256") && part(proof, "response").equals(hash(all));
  }

  private void demand(String method, String status, String challenge, String field) {
    uas.on(
        method,
        request -> {
          if (right(request, field, Harness.PASSWORD)) {
            request.respond(method.equals("INVITE") ? "486 Busy Here" : "200 OK", "Expires: 60");
          } else {
            request.respond(
                status,
                challenge
                    + ": Digest realm=\"trunk\", nonce=\"n-1\", algorithm=MD5-sess, qop=\"auth\"",
                challenge + "x: y");
          }
        });
  }

  private void demandBest(String method, String status, String challenge, String field) {
    uas.on(
        method,
        request -> {
          if (right(request, field, Harness.PASSWORD)) {
            request.respond(method.equals("INVITE") ? "486 Busy Here" : "200 OK", "Expires: 60");
          } else {
            String digest =
                challenge + ": Digest realm=\"trunk\", qop=\"auth\", nonce=\"n-1\", algorithm=";
            request.respond(status, digest + "MD5", digest + "SHA-256");
          }
        });
  }

  @Test
  public void thePasswordIsProvedToAProxy() throws Exception {
    demandBest(
        "INVITE", "407 Proxy Authentication Required", "Proxy-Authenticate", "Proxy-Authorization");
    harness.begin();

    assertThat(harness.sent(NUMBER)).isEqualTo("sent");
    assertThat(harness.desk.event()).isEqualTo("BUSY 486 Busy Here");
    assertThat(uas.await("INVITE").field("CSeq")).isEqualTo("1 INVITE");
    Uas.Request second = uas.await("INVITE");
    assertThat(second.field("CSeq")).isEqualTo("2 INVITE");
    assertThat(second.field("Proxy-Authorization"))
        .contains("username=\"line7\"")
        .doesNotContain(Harness.PASSWORD);
    assertThat(uas.await("ACK").field("CSeq")).isEqualTo("1 ACK");
    assertThat(uas.await("ACK").field("CSeq")).isEqualTo("2 ACK");
  }

  @Test
  public void aWrongPasswordIsNotShownTwice() throws Exception {
    demandBest("INVITE", "401 Unauthorized", "WWW-Authenticate", "Authorization");
    harness.with("password", "another").begin();

    assertThat(harness.sent(NUMBER)).isEqualTo("unreachable: the trunk answered: 401 Unauthorized");
    assertThat(uas.count("INVITE")).isEqualTo(2);
    assertThat(harness.gateway.health().message()).contains("401 Unauthorized");
    assertThat(harness.gateway.health().status()).isEqualTo(Health.Status.WARN);
  }

  @Test
  public void aChallengeThatIsNotUnderstoodIsNotAnswered() throws Exception {
    demand("INVITE", "401 Unauthorized", "WWW-Authenticate", "Authorization");
    harness.begin();

    assertThat(harness.sent(NUMBER)).startsWith("unreachable: the trunk answered: 401");
    assertThat(uas.count("INVITE")).isEqualTo(1);
  }

  @Test
  public void registersStaysAndLeaves() throws Exception {
    demandBest("REGISTER", "401 Unauthorized", "WWW-Authenticate", "Authorization");
    harness.with("register", true).begin();
    await()
        .untilAsserted(
            () -> assertThat(harness.gateway.health().status()).isEqualTo(Health.Status.OK));

    uas.await("REGISTER");
    Uas.Request register = uas.await("REGISTER");
    assertThat(register.line).isEqualTo("REGISTER sip:127.0.0.1 SIP/2.0");
    assertThat(register.field("Expires")).isEqualTo("600");
    assertThat(register.field("Contact")).startsWith("<sip:line7@127.0.0.1:");
    harness.close();
    assertThat(uas.await("REGISTER").field("Expires")).isEqualTo("0");
    assertThat(uas.await("REGISTER").field("Authorization")).contains("line7");
  }

  @Test
  public void aRegistrationThatFailsIsSaid() throws Exception {
    uas.on("REGISTER", request -> request.respond("403 Forbidden"));
    harness.with("register", true).begin();

    await()
        .untilAsserted(
            () ->
                assertThat(harness.gateway.health().message())
                    .contains("not registered: 403 Forbidden"));
  }

  @Test
  public void aRegistrarMayWantALongerTime() throws Exception {
    uas.on(
        "REGISTER",
        request -> {
          if (request.field("Expires").equals("600")) {
            request.respond("423 Interval Too Brief", "Min-Expires: 1800");
          } else {
            request.respond("200 OK", "Expires: 1800");
          }
        });
    harness.with("register", true).begin();

    assertThat(uas.await("REGISTER").field("Expires")).isEqualTo("600");
    assertThat(uas.await("REGISTER").field("Expires")).isEqualTo("1800");
    await()
        .untilAsserted(
            () -> assertThat(harness.gateway.health().status()).isEqualTo(Health.Status.OK));
  }

  @Test
  public void theCallerIsNamedWhereTheTrunkWants() throws Exception {
    uas.on("INVITE", invite -> invite.respond("486 Busy Here"));
    harness
        .with("identity", "asserted")
        .with("caller", "030900")
        .with("callerName", "Corp (sign-in)")
        .with("domain", "voice.example.com")
        .with("numberFormat", "digits")
        .with("numberPrefix", "00")
        .begin();
    harness.sent(NUMBER);

    Uas.Request invite = uas.await("INVITE");
    assertThat(invite.line).isEqualTo("INVITE sip:004930123456@voice.example.com SIP/2.0");
    assertThat(invite.field("From"))
        .startsWith("\"Corp (sign-in)\" <sip:line7@voice.example.com>;");
    assertThat(invite.field("P-Asserted-Identity"))
        .isEqualTo("\"Corp (sign-in)\" <sip:030900@voice.example.com>");
  }
}
