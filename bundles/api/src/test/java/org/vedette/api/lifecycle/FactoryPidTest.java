package org.vedette.api.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class FactoryPidTest {
  private static final String FACTORY = "org.vedette.directory";

  @Test
  public void nameStandsBehindTheTilde() {
    assertThat(name("org.vedette.directory~corp")).isEqualTo("corp");
    assertThat(name(List.of("org.vedette.directory", "org.vedette.directory~corp")))
        .isEqualTo("corp");
    assertThat(name("org.vedette.directory.0a1b")).isEqualTo("0a1b");
    assertThat(name("org.vedette.directory")).isEqualTo("default");
    assertThat(FactoryPid.of(Map.of(), FACTORY)).isEqualTo(new FactoryPid(FACTORY, "default"));
  }

  private static String name(Object pid) {
    return FactoryPid.of(Map.of("service.pid", pid), FACTORY).name();
  }
}
