package org.vedette.api.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;

public class SecretTest {
  @Test
  public void neverPrintsItself() {
    assertThat(Secret.of("hunter2")).hasToString("Secret[redacted]");
  }

  @Test
  public void equalsByContent() {
    assertThat(Secret.of("käse")).isEqualTo(Secret.of("käse")).isNotEqualTo(Secret.of("kase"));
    assertThat(Secret.of("a")).hasSameHashCodeAs(Secret.of("b"));
  }

  @Test
  public void copiesWhatItIsGivenAndGivesCopies() {
    byte[] given = {1, 2, 3};
    Secret secret = Secret.of(given);
    given[0] = 9;
    secret.bytes()[1] = 9;

    assertThat(secret.bytes()).containsExactly(1, 2, 3);
    assertThat(secret.part(1, 3).bytes()).containsExactly(2, 3);
  }

  @Test
  public void closedSecretIsUnreadable() {
    Secret secret = Secret.of("x");
    secret.close();
    secret.close();

    assertThatThrownBy(secret::bytes).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(secret::text).isInstanceOf(IllegalStateException.class);
  }
}
