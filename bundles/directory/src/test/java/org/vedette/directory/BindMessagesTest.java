package org.vedette.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Enumerated;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;
import org.vedette.listener.ldap.BrokenException;

public class BindMessagesTest {
  private static final int CASES = 20_000;

  private static byte[] answer(int id, int type, int code, String... referrals) {
    List<ASN1Element> result =
        new ArrayList<>(
            List.of(
                new ASN1Enumerated(code),
                new ASN1OctetString("dc=example"),
                new ASN1OctetString("data 775")));
    if (referrals.length > 0) {
      ASN1Element[] urls = new ASN1Element[referrals.length];
      for (int i = 0; i < urls.length; i++) {
        urls[i] = new ASN1OctetString(referrals[i]);
      }
      result.add(new ASN1Sequence((byte) 0xA3, urls));
    }
    return new ASN1Sequence(
            new ASN1Integer(id),
            new ASN1Sequence((byte) type, result),
            new ASN1Sequence(
                (byte) 0xA0, new Control("1.2.3.4", false, new ASN1OctetString("v")).encode()))
        .encode();
  }

  @Test
  public void anAnswerIsReadWhole() throws Exception {
    BindResult read =
        BindMessages.bindAnswer(2, answer(2, 0x61, 10, "ldap://a.example/", "ldap://b.example/"));
    assertThat(read.getResultCode()).isEqualTo(ResultCode.REFERRAL);
    assertThat(read.getMatchedDN()).isEqualTo("dc=example");
    assertThat(read.getDiagnosticMessage()).isEqualTo("data 775");
    assertThat(read.getReferralURLs()).containsExactly("ldap://a.example/", "ldap://b.example/");
    assertThat(read.getResponseControl("1.2.3.4").getValue().stringValue()).isEqualTo("v");
  }

  @Test
  public void onlyTheAnswerThatIsWaitedForIsTaken() {
    // RFC 4511, section 4.4.1: a notice of disconnection has the number 0.
    for (byte[] other :
        List.of(answer(0, 0x78, 52), answer(3, 0x61, 0), answer(2, 0x65, 0), answer(2, 0x78, 0))) {
      assertThatThrownBy(() -> BindMessages.bindAnswer(2, other))
          .isInstanceOf(BrokenException.class);
    }
    assertThatThrownBy(() -> BindMessages.startTlsAnswer(answer(1, 0x78, 2)))
        .isInstanceOf(BrokenException.class)
        .hasMessageContaining("StartTLS");
  }

  @Test
  public void whateverComesIsAnAnswerOrBroken() {
    Random random = new Random(7);
    int broken = 0;
    for (int i = 0; i < CASES; i++) {
      byte[] octets = answer(2, 0x61, 49, "ldap://a.example/");
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(BindMessages.bindAnswer(2, octets).getResultCode()).isNotNull();
      } catch (BrokenException expected) {
        broken++;
      }
    }
    assertThat(broken).isBetween(CASES / 10, CASES - 1);
  }
}
