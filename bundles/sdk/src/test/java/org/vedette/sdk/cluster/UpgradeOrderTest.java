package org.vedette.sdk.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.sdk.cluster.FakeCluster.server;

import org.junit.Test;
import org.vedette.api.cluster.ServerRole;

public class UpgradeOrderTest {
  @Test
  public void versionsAreComparedByTheirNumbers() {
    assertThat(UpgradeOrder.older("0.9.0", "0.10.0")).isTrue();
    assertThat(UpgradeOrder.older("1.2", "1.2.1")).isTrue();
    assertThat(UpgradeOrder.older("1.2.0.SNAPSHOT", "1.3.0-SNAPSHOT")).isTrue();
    assertThat(UpgradeOrder.older("1.2.0", "1.2")).isFalse();
    assertThat(UpgradeOrder.older("1.2.0", "1.2.0.SNAPSHOT")).isFalse();
    assertThat(UpgradeOrder.older("2.0.0", "1.9.9")).isFalse();
    assertThat(UpgradeOrder.older("", "1.0.0")).as("unknown").isFalse();
    assertThat(UpgradeOrder.older("1.0.0", "")).as("unknown").isFalse();
    assertThat(UpgradeOrder.older("99999999999", "1")).as("no version").isFalse();
  }

  @Test
  public void aServerThatIsOlderThanTheMasterIsNamed() {
    assertThat(
            UpgradeOrder.troubles(
                FakeCluster.of(
                    "mfa1",
                    server("mfa1", ServerRole.MASTER, "1.3.0"),
                    server("mfa2", ServerRole.SUBORDINATE, "1.3.0"),
                    server("mfa3", ServerRole.SUBORDINATE, "1.2.0"))))
        .singleElement()
        .asString()
        .contains("mfa3 runs 1.2.0 and the master 1.3.0");
    assertThat(
            UpgradeOrder.troubles(
                FakeCluster.of(
                    "mfa1",
                    server("mfa1", ServerRole.MASTER, "1.2.0"),
                    server("mfa2", ServerRole.SUBORDINATE, "1.3.0"))))
        .as("in the middle of an upgrade in the right order")
        .isEmpty();
    assertThat(UpgradeOrder.troubles(FakeCluster.SINGLE)).isEmpty();
    assertThat(UpgradeOrder.leftBehind(FakeCluster.SINGLE)).isEmpty();
  }
}
