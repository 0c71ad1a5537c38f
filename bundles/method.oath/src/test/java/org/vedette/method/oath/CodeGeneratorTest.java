package org.vedette.method.oath;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.Test;
import org.vedette.api.secret.Secret;

public class CodeGeneratorTest {
  /** RFC 4226, appendix D. */
  @Test
  public void givesTheCodesOfRfc4226() {
    int[] expected = {
      755224, 287082, 359152, 969429, 338314, 254676, 287922, 162583, 399871, 520489
    };
    CodeGenerator codes = generator(Algorithm.SHA1, 20, 6);
    for (int counter = 0; counter < expected.length; counter++) {
      assertThat(codes.code(counter)).as("counter %s", counter).isEqualTo(expected[counter]);
    }
  }

  /** RFC 6238, appendix B (with the seeds of erratum 2866: as long as the hash). */
  @Test
  public void givesTheCodesOfRfc6238() {
    long[] times = {59, 1111111109, 1111111111, 1234567890, 2000000000, 20000000000L};
    int[] sha1 = {94287082, 7081804, 14050471, 89005924, 69279037, 65353130};
    int[] sha256 = {46119246, 68084774, 67062674, 91819424, 90698825, 77737706};
    int[] sha512 = {90693936, 25091201, 99943326, 93441116, 38618901, 47863826};
    for (int i = 0; i < times.length; i++) {
      long step = times[i] / 30;
      assertThat(generator(Algorithm.SHA1, 20, 8).code(step)).isEqualTo(sha1[i]);
      assertThat(generator(Algorithm.SHA256, 32, 8).code(step)).isEqualTo(sha256[i]);
      assertThat(generator(Algorithm.SHA512, 64, 8).code(step)).isEqualTo(sha512[i]);
    }
  }

  @Test
  public void marksExactlyTheCountersThatMatch() {
    CodeGenerator codes = generator(Algorithm.SHA1, 20, 6);
    assertThat(codes.matches(0, 4, code -> code == 359152))
        .containsExactly(false, false, true, false);
    assertThat(codes.matches(0, 4, code -> code == 0)).containsOnly(false);
  }

  private static CodeGenerator generator(Algorithm algorithm, int length, int digits) {
    byte[] seed = "1234567890".repeat(7).substring(0, length).getBytes(StandardCharsets.US_ASCII);
    return new CodeGenerator(Secret.of(seed), algorithm, digits);
  }
}
