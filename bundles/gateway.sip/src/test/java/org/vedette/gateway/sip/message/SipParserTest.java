package org.vedette.gateway.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;

public class SipParserTest {
  private static final String INVITE =
      """
      INVITE sip:bob@biloxi.example.com SIP/2.0
      Via: SIP/2.0/UDP pc33.example.com:5066;branch=z9hG4bKnashds8;rport
      Max-Forwards: 70
      To: "Bob, the \\"one\\"" <sip:bob@biloxi.example.com>
      From: Alice <sip:alice@example.com;x=1>;tag=1928301774
      Call-ID: a84b4c76e66710
      CSeq: 314159 INVITE
      Contact: <sip:alice@pc33.example.com>
      Content-Length: 4

      body""";

  private static Optional<SipMessage> parse(String text) {
    byte[] octets = wire(text);
    return SipParser.parse(octets, octets.length);
  }

  private static byte[] wire(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  public void readsARequest() {
    SipRequest request = (SipRequest) parse(INVITE).orElseThrow();

    assertThat(request.method()).isEqualTo("INVITE");
    assertThat(request.uri()).isEqualTo("sip:bob@biloxi.example.com");
    assertThat(request.branch()).isEqualTo("z9hG4bKnashds8");
    assertThat(request.via().orElseThrow().sentBy()).isEqualTo("pc33.example.com:5066");
    assertThat(request.tag("From")).isEqualTo("1928301774");
    assertThat(request.tag("To")).isEmpty();
    assertThat(request.cseq()).contains(new CSeq(314159, "INVITE"));
    assertThat(request.body()).isEqualTo("body");
  }

  @Test
  public void whatIsWrittenIsReadAgain() {
    SipMessage request = parse(INVITE).orElseThrow();

    byte[] octets = request.bytes();

    assertThat(SipParser.parse(octets, octets.length).orElseThrow().bytes()).isEqualTo(octets);
  }

  /** After RFC 4475 section 3.1.1.1: short names, folded lines, white space, unknown fields. */
  @Test
  public void readsTheTortuousOne() {
    SipRequest request =
        (SipRequest)
            parse(
                    """
                    INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0
                    TO :
                     sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n
                    f   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>
                      ;
                      tag = 98asjd8
                    MaX-fOrWaRdS: 0068
                    Call-ID: wsinv.ndaksdj@192.0.2.1
                    Content-Length   : 0
                    cseq: 0009
                      INVITE
                    Via  : SIP  /   2.0
                     /UDP
                        192.0.2.2;branch=390skdjuw
                    s :
                    NewFangledHeader:   newfangled value
                     continued newfangled value
                    v:  SIP  / 2.0  / TCP     spindle.example.com   ;
                      branch  =   z9hG4bK9ikj8  ,
                     SIP  /    2.0   / UDP  192.168.255.111   ; branch=
                     z9hG4bK30239
                    m:"Quoted string \\"\\"" <sip:jdrosen@example.com> ; newparam =
                          newvalue ;
                      secondparam ; q = 0.33

                    """)
                .orElseThrow();

    assertThat(request.tag("To")).isEqualTo("1918181833n");
    assertThat(request.tag("From")).isEqualTo("98asjd8");
    assertThat(request.cseq()).contains(new CSeq(9, "INVITE"));
    assertThat(request.via().orElseThrow().branch()).isEqualTo("390skdjuw");
    assertThat(request.headers().items("Via")).hasSize(3);
    assertThat(NameAddr.parse(request.headers().first("Contact").orElseThrow()).orElseThrow().uri())
        .isEqualTo("sip:jdrosen@example.com");
  }

  @Test
  public void refusesWhatIsNotWhole() {
    List<String> broken =
        List.of(
            INVITE.replace("SIP/2.0\nVia", "SIP/7.0\nVia"),
            INVITE.replace("Content-Length: 4", "Content-Length: 5"),
            INVITE.replace("Content-Length: 4", "Content-Length: -4"),
            INVITE.replace("Content-Length: 4", "Content-Length: 99999999999"),
            INVITE.replace("314159 INVITE", "314159 BYE"),
            INVITE.replace("314159 INVITE", "36893488147419103232 INVITE"),
            INVITE.replace("Call-ID: a84b4c76e66710\n", ""),
            INVITE.replace("Via: SIP/2.0/UDP", "Via: "),
            INVITE.replace("Max-Forwards", "Max Forwards"),
            INVITE.replace("Max-Forwards: 70", "Max-Forwards: 7\u0000"),
            INVITE.replace("Max-Forwards: 70", "nonsense"),
            INVITE.replace("Max-Forwards: 70", "x: y\n".repeat(200) + "x: y"),
            INVITE.replace("Max-Forwards: 70", "x: " + "y".repeat(20_000)),
            INVITE.replace("\n\nbody", ""));
    for (String each : broken) {
      assertThat(parse(each)).as(each).isEmpty();
    }
  }

  @Test
  public void readsResponses() {
    SipResponse response =
        (SipResponse)
            parse(
                    INVITE.replace(
                        "INVITE sip:bob@biloxi.example.com SIP/2.0", "SIP/2.0 486 Busy Here"))
                .orElseThrow();

    assertThat(response.status()).isEqualTo(486);
    assertThat(response.words()).isEqualTo("486 Busy Here");
    assertThat(parse(INVITE.replace("INVITE sip:bob@biloxi.example.com SIP/2.0", "SIP/2.0 700 No")))
        .isEmpty();
  }

  @Test
  public void noValueBecomesAFieldOfItsOwn() {
    assertThatThrownBy(() -> Headers.none().with("From", "a\r\nVia: b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SipRequest("BYE", "sip:a b", Headers.none(), ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  public void nothingThatIsDamagedDoesHarm() {
    Random random = new Random(7);
    byte[] whole = wire(INVITE);
    int understood = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = whole.clone();
      for (int j = random.nextInt(6); j >= 0; j--) {
        damaged[random.nextInt(damaged.length)] =
            (byte)
                (random.nextBoolean()
                    ? random.nextInt(256)
                    : "\r\n:;,<>\"\\ =".charAt(random.nextInt(11)));
      }
      Optional<SipMessage> read = SipParser.parse(damaged, random.nextInt(damaged.length + 1));
      if (read.isPresent()) {
        understood++;
        SipMessage message = read.get();
        message.tag("To");
        message.headers().items("Contact").forEach(NameAddr::parse);
        assertThat(message.bytes()).isNotEmpty();
      }
    }
    assertThat(understood).isBetween(1, 19_999);
  }
}
