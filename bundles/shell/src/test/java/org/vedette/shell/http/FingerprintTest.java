package org.vedette.shell.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class FingerprintTest {
  private static final String HEX = "0a".repeat(32);
  private static final String FORM = "0A:".repeat(31) + "0A";

  @Test
  public void readsAllCommonForms() {
    assertThat(Fingerprint.parse(HEX)).map(Fingerprint::text).contains(FORM);
    assertThat(Fingerprint.parse(FORM)).map(Fingerprint::text).contains(FORM);
    assertThat(Fingerprint.parse("SHA256:" + HEX)).map(Fingerprint::text).contains(FORM);
    assertThat(Fingerprint.parse("sha256 Fingerprint=" + FORM))
        .map(Fingerprint::text)
        .contains(FORM);
  }

  @Test
  public void refusesOthers() {
    assertThat(Fingerprint.parse("")).isEmpty();
    assertThat(Fingerprint.parse(HEX + "0")).isEmpty();
    assertThat(Fingerprint.parse("xy".repeat(32))).isEmpty();
  }
}
