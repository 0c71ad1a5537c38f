package org.vedette.testkit.oath;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.Test;

public class SoftTokenTest {
  /** RFC 6238, appendix B: ASCII 12345678901234567890, eight digits. */
  @Test
  public void showsTheCodesOfTheStandard() {
    SoftToken token =
        SoftToken.scan(
            "otpauth://totp/Vedette:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=Vedette&algorithm=SHA1&digits=8&period=30");

    assertThat(token.codeAt(Instant.ofEpochSecond(59))).isEqualTo("94287082");
    assertThat(token.codeAt(Instant.ofEpochSecond(1111111109))).isEqualTo("07081804");
    assertThat(token.codeAt(Instant.ofEpochSecond(20000000000L))).isEqualTo("65353130");
  }
}
