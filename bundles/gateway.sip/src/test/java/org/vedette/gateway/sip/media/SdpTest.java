package org.vedette.gateway.sip.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;

public class SdpTest {
  private static final List<Codec> BOTH = List.of(Codec.PCMA, Codec.PCMU);
  private static final String ANSWER =
      """
      v=0
      o=- 1 1 IN IP4 192.0.2.1
      s=-
      c=IN IP4 192.0.2.1
      t=0 0
      m=audio 4000 RTP/AVP 0 97
      a=rtpmap:97 telephone-event/8000
      a=fmtp:97 0-15
      a=sendrecv
      """;

  private static Optional<Media> choose(String text) {
    return Sdp.parse(text).flatMap(sdp -> sdp.choose(BOTH));
  }

  @Test
  public void understandsAnAnswer() {
    assertThat(choose(ANSWER))
        .contains(new Media(new InetSocketAddress("192.0.2.1", 4000), Codec.PCMU, 0, 97, true));
    assertThat(choose(ANSWER.replace("\n", "\r\n"))).isPresent();
  }

  @Test
  public void understandsWhatItOffers() {
    SdpWriter writer = new SdpWriter("2001:db8::1", 5000, BOTH, 42);

    assertThat(choose(writer.offer()))
        .contains(new Media(new InetSocketAddress("2001:db8::1", 5000), Codec.PCMA, 8, 101, true));
    assertThat(writer.offer()).contains("o=- 42 2 IN IP6 2001:db8::1\r\n");
  }

  @Test
  public void findsCodecsByTheirNames() {
    String dynamic = ANSWER.replace("AVP 0 97", "AVP 18 110 97\na=rtpmap:110 pcma/8000/1");

    assertThat(choose(dynamic).orElseThrow().payload()).isEqualTo(110);
    assertThat(choose(dynamic).orElseThrow().codec()).isEqualTo(Codec.PCMA);
    assertThat(Sdp.parse(ANSWER).flatMap(sdp -> sdp.choose(List.of(Codec.PCMA)))).isEmpty();
  }

  @Test
  public void holdIsHeard() {
    assertThat(choose(ANSWER.replace("sendrecv", "sendonly")).orElseThrow().hears()).isFalse();
    assertThat(choose(ANSWER.replace("sendrecv", "inactive")).orElseThrow().hears()).isFalse();
    assertThat(choose(ANSWER.replace("sendrecv", "recvonly")).orElseThrow().hears()).isTrue();
    assertThat(
            choose(ANSWER.replace("c=IN IP4 192.0.2.1", "c=IN IP4 0.0.0.0")).orElseThrow().hears())
        .isFalse();
    assertThat(choose(ANSWER.replace("97 0-15", "97 0-15\nc=IN IP4 192.0.2.9")).orElseThrow().rtp())
        .isEqualTo(new InetSocketAddress("192.0.2.9", 4000));
  }

  @Test
  public void looksNoNamesUpAndRefusesTheRest() {
    for (String bad :
        List.of(
            "",
            "hello",
            ANSWER.replace("192.0.2.1", "evil.example.com"),
            ANSWER.replace("audio 4000", "audio 0"),
            ANSWER.replace("audio 4000", "audio 70000"),
            ANSWER.replace("audio", "video"),
            ANSWER.replace("RTP/AVP", "RTP/SAVP"),
            ANSWER.replace("AVP 0 97", "AVP 18"),
            ANSWER + "a=x\n".repeat(300))) {
      assertThat(choose(bad)).as(bad).isEmpty();
    }
  }

  @Test
  public void answersAnOfferSectionBySection() {
    Sdp offer =
        Sdp.parse(
                "v=0\nc=IN IP4 192.0.2.7\nm=video 9 RTP/AVP 96\n"
                    + ANSWER.substring(ANSWER.indexOf("m=")).replace("sendrecv", "sendonly"))
            .orElseThrow();
    Media media = offer.choose(BOTH).orElseThrow();

    String answer = new SdpWriter("192.0.2.2", 6000, BOTH, 1).answer(offer, media);

    assertThat(answer)
        .contains("m=video 0 RTP/AVP 96\r\nm=audio 6000 RTP/AVP 0 97\r\n")
        .contains("a=rtpmap:97 telephone-event/8000\r\n")
        .endsWith("a=recvonly\r\n");
  }

  @Test
  public void nothingThatIsDamagedDoesHarm() {
    Random random = new Random(5);
    int understood = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder damaged = new StringBuilder(ANSWER);
      for (int j = random.nextInt(5); j >= 0; j--) {
        int at = random.nextInt(damaged.length());
        damaged.setCharAt(at, "0192. \n=:/acmv".charAt(random.nextInt(14)));
      }
      Optional<Sdp> read = Sdp.parse(damaged.toString());
      Optional<Media> media = read.flatMap(sdp -> sdp.choose(BOTH));
      if (media.isPresent()) {
        understood++;
        assertThat(new SdpWriter("::1", 1, BOTH, 1).answer(read.get(), media.get())).isNotEmpty();
      }
    }
    assertThat(understood).isBetween(1, 19_999);
  }
}
