package org.vedette.method.oath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.method.oath.TimedCodesTest.accepted;
import static org.vedette.method.oath.TimedCodesTest.key;
import static org.vedette.method.oath.TimedCodesTest.refused;

import java.time.Instant;
import org.junit.Test;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.method.Verification.Accepted;

public class CountedCodesTest {
  private final Server server = new Server(new Token(false, Algorithm.SHA1, 6, 30), key(20, 4226));

  @Test
  public void acceptsCountersInTurn() {
    for (int counter = 0; counter < 50; counter++) {
      Accepted verdict = accepted(server.type(server.code(counter), 0));
      assertThat(verdict.claim()).isEqualTo("counter/" + counter);
      assertThat(verdict.until()).contains(Instant.EPOCH.plus(CountedCheck.CLAIMED));
      assertThat(server.register("counter")).isEqualTo(counter + 1);
    }
  }

  @Test
  public void looksAheadTenButNotEleven() {
    assertThat(refused(server.type(server.code(11), 0))).isEqualTo(ResultCode.OATH_WRONG);
    accepted(server.type(server.code(10), 0));
    assertThat(server.register("counter")).isEqualTo(11);
  }

  @Test
  public void tellsUsedFromOlder() {
    server.type(server.code(0), 0);
    server.type(server.code(1), 0);
    assertThat(refused(server.type(server.code(1), 0))).isEqualTo(ResultCode.OATH_DUPLICATE);
    assertThat(refused(server.type(server.code(0), 0))).isEqualTo(ResultCode.OATH_OLD);
  }

  @Test
  public void findsATokenFarAhead() {
    Accepted verdict = accepted(server.resynchronise(0, server.code(99), server.code(100)));
    assertThat(verdict.claim()).isEqualTo("counter/100");
    assertThat(server.register("counter")).isEqualTo(101);
    assertThat(refused(server.resynchronise(0, server.code(50), server.code(51))))
        .isEqualTo(ResultCode.OATH_WRONG);
  }
}
