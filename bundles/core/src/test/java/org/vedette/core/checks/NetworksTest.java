package org.vedette.core.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class NetworksTest {
  @Test
  public void prefixesOfBothFamiliesMatch() {
    List<String> networks = List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/32");

    assertThat(Networks.contains(networks, "10.255.1.2")).isTrue();
    assertThat(Networks.contains(networks, "11.0.0.1")).isFalse();
    assertThat(Networks.contains(networks, "192.0.2.7")).isTrue();
    assertThat(Networks.contains(networks, "192.0.2.8")).isFalse();
    assertThat(Networks.contains(networks, "2001:db8:1::5")).isTrue();
    assertThat(Networks.contains(networks, "2001:db9::1")).isFalse();
  }

  @Test
  public void whatIsNoAddressIsInNoNetwork() {
    List<String> everything = List.of("0.0.0.0/0", "::/0");

    assertThat(Networks.contains(everything, "")).isFalse();
    assertThat(Networks.contains(everything, "localhost")).isFalse();
    assertThat(Networks.contains(everything, "00-11-22-33-44-55")).isFalse();
    assertThat(Networks.contains(List.of("10.0.0.0/99", "10.0.0.0/x"), "10.0.0.1")).isFalse();
  }
}
