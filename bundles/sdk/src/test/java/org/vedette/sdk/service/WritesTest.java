package org.vedette.sdk.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.Test;
import org.vedette.api.store.Committed;
import org.vedette.sdk.http.Problem;

public class WritesTest {
  private static Problem problem(Committed committed) {
    return catchThrowableOfType(Problem.class, () -> Writes.done(committed));
  }

  @Test
  public void withoutAMasterItIsSaidWhatGoesOnAndWhatToDo() {
    Problem problem = problem(new Committed.NotMaster(""));

    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.retryAfter()).isPositive();
    assertThat(problem.detail())
        .isEqualTo(
            "no master reachable: sign-ins go on, changes do not; promote with"
                + " bin/vedette server promote");
  }

  @Test
  public void whereTheMasterIsAndWhyNothingIsTakenIsTold() {
    assertThat(problem(new Committed.NotMaster("mfa1.example.org")).detail())
        .isEqualTo("changes are taken by the master at mfa1.example.org");
    assertThat(problem(new Committed.Unavailable("the disk is full")).detail())
        .isEqualTo("the disk is full");
    Writes.done(new Committed.Done(1, 1));
  }
}
