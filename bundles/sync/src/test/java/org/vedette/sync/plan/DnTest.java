package org.vedette.sync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class DnTest {
  private static boolean isIn(String entry, String base, boolean below) {
    return Dn.of(entry).orElseThrow().isIn(Dn.of(base).orElseThrow(), below);
  }

  @Test
  public void spellingDoesNotMatter() {
    assertThat(isIn("CN=a,ou=Sales,DC=corp,dc=example", "OU=SALES, dc=Corp,DC=EXAMPLE", false))
        .isTrue();
    assertThat(isIn("CN=a,OU=Sales\\2C North,DC=corp", "OU=Sales\\, North,DC=corp", false))
        .isTrue();
    assertThat(isIn("CN=a,OU=M\\C3\\BCller,DC=corp", "ou=müller,dc=corp", false)).isTrue();
  }

  @Test
  public void placesAreTold() {
    assertThat(isIn("CN=a,OU=Inner,OU=Sales,DC=corp", "OU=Sales,DC=corp", true)).isTrue();
    assertThat(isIn("CN=a,OU=Inner,OU=Sales,DC=corp", "OU=Sales,DC=corp", false)).isFalse();
    assertThat(isIn("OU=Sales,DC=corp", "OU=Sales,DC=corp", true)).isFalse();
    assertThat(isIn("CN=a,OU=Presales,DC=corp", "OU=sales,DC=corp", true)).isFalse();
    assertThat(Dn.of("no name")).isEmpty();
  }
}
