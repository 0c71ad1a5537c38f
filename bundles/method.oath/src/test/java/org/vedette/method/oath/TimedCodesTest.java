package org.vedette.method.oath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.Test;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.method.Verification;
import org.vedette.api.method.Verification.Accepted;
import org.vedette.api.method.Verification.Refused;

public class TimedCodesTest {
  private static final long NOW = 1_800_000_015;
  private static final Token APP = new Token(true, Algorithm.SHA1, 6, 30);

  private final Server server = new Server(APP, key(20, 1));

  @Test
  public void acceptsTheCodeOfNowAndUsesItsStepUp() {
    Accepted verdict = accepted(server.type(server.shown(NOW, 0), NOW));
    assertThat(verdict.result()).isEqualTo(ResultCode.OATH_VERIFIED);
    assertThat(verdict.claim()).isEqualTo("step/" + NOW / 30);
    assertThat(verdict.registers()).extracting("name").containsExactly("step");
    assertThat(server.register("step")).isEqualTo(NOW / 30);
  }

  @Test
  public void keepsTheClaimUntilTheStepIsOutOfTheWindow() {
    Accepted verdict = accepted(server.type(server.shown(NOW, 1), NOW));
    Instant lastMoment = Instant.ofEpochSecond((NOW / 30 + 1 + 2) * 30 - 1);
    assertThat(verdict.until().orElseThrow())
        .isAfter(lastMoment)
        .isBefore(lastMoment.plus(Duration.ofMinutes(2)));
  }

  @Test
  public void tellsUsedFromOlderFromWrong() {
    server.type(server.shown(NOW, 0), NOW);
    assertThat(refused(server.type(server.shown(NOW, 0), NOW)))
        .isEqualTo(ResultCode.OATH_DUPLICATE);
    assertThat(refused(server.type(server.shown(NOW, -1), NOW))).isEqualTo(ResultCode.OATH_OLD);
    assertThat(refused(server.type(server.shown(NOW, -2), NOW))).isEqualTo(ResultCode.OATH_WRONG);
    assertThat(refused(server.type(server.shown(NOW, 2), NOW))).isEqualTo(ResultCode.OATH_WRONG);
  }

  @Test
  public void refusesWhatIsNoCode() {
    for (String typed : new String[] {"", "12345", "1234567", "12345x", "-12345", "１２３４５６"}) {
      Verification verdict = server.type(typed, NOW);
      assertThat(refused(verdict)).as(typed).isEqualTo(ResultCode.OATH_WRONG);
      assertThat(((Refused) verdict).detail()).contains("6 digits");
    }
  }

  @Test
  public void remembersTheDriftOfATokenThatRunsAway() {
    long second = NOW;
    for (int ahead = 1; ahead <= 40; ahead++, second += 600) {
      accepted(server.type(server.shown(second, ahead), second));
      assertThat(server.register("drift")).isEqualTo(ahead);
    }
    assertThat(refused(server.type(server.shown(second, 0), second)))
        .isEqualTo(ResultCode.OATH_WRONG);
  }

  @Test
  public void neverAcceptsAStepTwiceAndNeverAnOlderOne() {
    Random random = new Random(6238);
    Set<String> claims = new HashSet<>();
    long second = NOW;
    long last = 0;
    int accepted = 0;
    for (int i = 0; i < 3000; i++) {
      second += random.nextInt(20);
      if (server.type(server.shown(second, random.nextInt(5) - 2), second)
          instanceof Accepted verdict) {
        accepted++;
        assertThat(claims.add(verdict.claim())).isTrue();
        long step = Long.parseLong(verdict.claim().substring(5));
        assertThat(step).isGreaterThan(last);
        last = step;
      }
    }
    assertThat(accepted).isGreaterThan(300);
  }

  @Test
  public void acceptsTheCodeOfAnyTokenAtAnyTime() {
    Random random = new Random(2);
    for (int i = 0; i < 300; i++) {
      Token token =
          new Token(
              true,
              Algorithm.values()[random.nextInt(3)],
              6 + random.nextInt(3),
              random.nextBoolean() ? 30 : 60);
      Server any = new Server(token, key(10 + random.nextInt(119), i));
      long second = 1_000 + (random.nextLong() >>> 28);
      accepted(any.type(any.shown(second, 0), second));
    }
  }

  @Test
  public void findsALostTokenByTwoConsecutiveCodes() {
    for (long ahead : new long[] {-20, -13, 5, 19}) {
      Server lost = new Server(APP, key(20, ahead));
      Accepted verdict =
          accepted(lost.resynchronise(NOW, lost.shown(NOW, ahead - 1), lost.shown(NOW, ahead)));
      assertThat(verdict.claim()).isEqualTo("step/" + (NOW / 30 + ahead));
      assertThat(lost.register("drift")).isEqualTo(ahead);
      assertThat(refused(lost.type(lost.shown(NOW, ahead), NOW)))
          .isEqualTo(ResultCode.OATH_DUPLICATE);
      accepted(lost.type(lost.shown(NOW + 30, ahead), NOW + 30));
    }
  }

  @Test
  public void doesNotFindATokenByOtherCodes() {
    assertThat(refused(server.resynchronise(NOW, server.shown(NOW, 5), server.shown(NOW, 5))))
        .isEqualTo(ResultCode.OATH_WRONG);
    assertThat(refused(server.resynchronise(NOW, server.shown(NOW, 6), server.shown(NOW, 5))))
        .isEqualTo(ResultCode.OATH_WRONG);
    assertThat(refused(server.resynchronise(NOW, server.shown(NOW, 20), server.shown(NOW, 21))))
        .isEqualTo(ResultCode.OATH_WRONG);
    assertThat(refused(server.resynchronise(NOW, server.shown(NOW, 0))))
        .isEqualTo(ResultCode.OATH_WRONG);
    assertThat(refused(server.resynchronise(NOW, "123456", "12a456")))
        .isEqualTo(ResultCode.OATH_WRONG);
    assertThat(server.registers).isEmpty();
  }

  @Test
  public void doesNotGoBackBehindAUsedStep() {
    server.type(server.shown(NOW, 0), NOW);
    assertThat(refused(server.resynchronise(NOW, server.shown(NOW, -9), server.shown(NOW, -8))))
        .isEqualTo(ResultCode.OATH_OLD);
  }

  static byte[] key(int length, long seed) {
    byte[] key = new byte[length];
    new Random(seed).nextBytes(key);
    return key;
  }

  static Accepted accepted(Verification verdict) {
    return assertThat(verdict).asInstanceOf(type(Accepted.class)).actual();
  }

  static ResultCode refused(Verification verdict) {
    return assertThat(verdict).asInstanceOf(type(Refused.class)).actual().result();
  }
}
