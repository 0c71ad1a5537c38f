package org.vedette.gateway.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.vedette.api.secret.Secret;

public class DigestTest {
  /** RFC 7616 section 3.9.1. */
  private static final String NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";

  private static final String OPAQUE = "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS";
  private static final String CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

  private static SipResponse challenged(int status, String... lines) {
    Headers headers = Headers.none();
    for (String each : lines) {
      headers =
          headers.with(status == 407 ? "Proxy-Authenticate" : "WWW-Authenticate", "Digest " + each);
    }
    return new SipResponse(status, "", headers, "");
  }

  private static String line(String algorithm) {
    return "realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm="
        + algorithm
        + ", nonce=\""
        + NONCE
        + "\", opaque=\""
        + OPAQUE
        + "\"";
  }

  private static Map<String, String> answer(Challenge challenge) {
    String answer =
        Digest.answer(
            challenge, "Mufasa", Secret.of("Circle of Life"), "GET", "/dir/index.html", CNONCE);
    return Text.pairs(Text.split(answer.substring(7), ','));
  }

  @Test
  public void answersAsTheRfcDoes() {
    Challenge md5 = Challenge.best(challenged(401, line("MD5"))).orElseThrow();
    Challenge sha = Challenge.best(challenged(401, line("SHA-256"))).orElseThrow();

    assertThat(answer(md5))
        .containsEntry("response", "8ca523f5e9506fed4657c9700eebdbec")
        .containsEntry("opaque", OPAQUE)
        .containsEntry("nc", "00000001")
        .containsEntry("qop", "auth");
    assertThat(answer(sha))
        .containsEntry(
            "response", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
  }

  /** RFC 2617 section 3.5 without a quality, as RFC 2069 has it; the hash is made by hand. */
  @Test
  public void answersTheOldForm() {
    Challenge old = Challenge.best(challenged(407, "realm=\"r\", nonce=\"n\"")).orElseThrow();

    assertThat(old.answerField()).isEqualTo("Proxy-Authorization");
    // md5(md5("Mufasa:r:Circle of Life"):n:md5("GET:/dir/index.html"))
    assertThat(answer(old))
        .containsEntry("response", "0bab5c24c08a1ef94a6cc3d446ce558a")
        .doesNotContainKeys("qop", "nc", "cnonce");
  }

  @Test
  public void takesTheBestThatItKnows() {
    assertThat(
            Challenge.best(challenged(401, line("MD5"), line("SHA-512-256"), line("SHA-256")))
                .orElseThrow()
                .hash())
        .isEqualTo(Challenge.Hash.SHA256);
    for (String none :
        List.of(
            line("MD5-sess"),
            line("MD5").replace("auth, auth-int", "auth-int"),
            line("MD5").replace("nonce=", "once="),
            "")) {
      assertThat(Challenge.best(challenged(401, none))).as(none).isEmpty();
    }
    assertThat(Challenge.best(challenged(407, line("MD5") + ", stale=TRUE")).orElseThrow().stale())
        .isTrue();
  }
}
