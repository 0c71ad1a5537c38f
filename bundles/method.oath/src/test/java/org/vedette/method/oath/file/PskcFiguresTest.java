package org.vedette.method.oath.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assert.assertThrows;

import java.time.Instant;
import org.junit.Test;
import org.vedette.api.secret.Secret;
import org.vedette.method.oath.Algorithm;
import org.vedette.method.oath.Token;

/** The example documents of RFC 6030. */
public class PskcFiguresTest {
  private static final Secret RFC_4226 = Secret.of("12345678901234567890");
  private static final Token EIGHT = new Token(false, Algorithm.SHA1, 8, 30);

  @Test
  public void figure2NamesItsKeyOnlyAndHasTooShortASecret() throws BadFileException {
    Parsed parsed = Samples.read(Samples.figure(2), Unlock.NONE);
    assertThat(parsed.seeds()).isEmpty();
    assertThat(parsed.problems()).hasSize(1);
    BadEntry bad = parsed.problems().get(0);
    assertThat(bad.serial()).isEqualTo("12345678");
    assertThat(bad.field()).isEqualTo("secret");
    assertThat(bad.line()).isEqualTo(5);
    assertThat(bad.reason()).contains("has 4 bytes");
  }

  @Test
  public void figure5HasATokenWithItsOwnPinAndTheKeyOfThatPin() throws BadFileException {
    Parsed parsed = Samples.read(Samples.figure(5), Unlock.NONE);
    assertThat(parsed.seeds()).hasSize(1);
    Seed seed = parsed.seeds().get(0);
    assertThat(seed.serial()).isEqualTo("987654321");
    assertThat(seed.manufacturer()).isEqualTo("Manufacturer");
    assertThat(seed.token()).isEqualTo(EIGHT);
    assertThat(seed.start()).isZero();
    assertThat(seed.secret()).isEqualTo(RFC_4226);
    assertThat(parsed.problems())
        .singleElement()
        .satisfies(bad -> assertThat(bad.reason()).contains("the PIN of another token"));
  }

  @Test
  public void figure6OpensWithThePreSharedKey() throws BadFileException {
    Parsed parsed = Samples.read(Samples.figure(6), Samples.KEY);
    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.seeds()).hasSize(1);
    assertThat(parsed.seeds().get(0).secret()).isEqualTo(RFC_4226);
    assertThat(parsed.seeds().get(0).token()).isEqualTo(EIGHT);
  }

  @Test
  public void figure7OpensWithThePassphrase() throws BadFileException {
    Parsed parsed = Samples.read(Samples.figure(7), Samples.PASSPHRASE);
    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.seeds()).hasSize(1);
    assertThat(parsed.seeds().get(0).manufacturer()).isEqualTo("TokenVendorAcme");
    assertThat(parsed.seeds().get(0).secret()).isEqualTo(RFC_4226);
  }

  @Test
  public void figure10HasTimesOfUse() throws BadFileException {
    Instant then = Instant.parse("2006-05-10T00:00:00Z");
    Parsed may = TokenFile.read(Samples.figure(10), Format.PSKC, Unlock.NONE, then, false);
    assertThat(may.seeds()).extracting(Seed::serial).containsExactly("654321", "123456");
    assertThat(may.seeds().get(0).expires()).contains(Instant.parse("2006-05-31T00:00:00Z"));
    assertThat(may.problems()).extracting(BadEntry::field).containsOnly("ExpiryDate");

    Parsed today = Samples.read(Samples.figure(10), Unlock.NONE);
    assertThat(today.seeds()).isEmpty();
    assertThat(today.problems()).hasSize(4);

    Parsed all = TokenFile.read(Samples.figure(10), Format.PSKC, Unlock.NONE, Samples.NOW, true);
    assertThat(all.seeds()).hasSize(4).allMatch(it -> it.expires().isEmpty());
  }

  @Test
  public void whatOpensAnotherFileIsSaidToBeWrong() {
    BadFileException noKey =
        assertThrows(BadFileException.class, () -> Samples.read(Samples.figure(6), Unlock.NONE));
    assertThat(noKey.field()).isEqualTo("key");
    BadFileException noPassphrase =
        assertThrows(BadFileException.class, () -> Samples.read(Samples.figure(7), Samples.KEY));
    assertThat(noPassphrase.field()).isEqualTo("passphrase");
    Unlock other =
        new Unlock(
            java.util.Optional.of(Samples.secret("12345678901234567890123456789013")),
            java.util.Optional.of(Secret.of("qwertz")));
    for (int figure : new int[] {6, 7}) {
      BadFileException wrong =
          assertThrows(BadFileException.class, () -> Samples.read(Samples.figure(figure), other));
      assertThat(wrong.problem()).isEqualTo("it does not open this file");
    }
  }
}
