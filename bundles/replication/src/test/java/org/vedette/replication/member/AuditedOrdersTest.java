package org.vedette.replication.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.Test;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;
import org.vedette.testkit.memory.FakeClock;
import org.vedette.testkit.memory.MemoryState;

public final class AuditedOrdersTest {
  private static final Actor ADMIN = new Actor("ada", "cli", "192.0.2.7");

  private final MemoryState state = new MemoryState(new FakeClock(Instant.EPOCH));
  private final FakeCluster cluster = new FakeCluster();
  private final AuditedOrders orders =
      new AuditedOrders(cluster, () -> Optional.of(state), new FakeClock(Instant.EPOCH), () -> 42L);

  @Test
  public void anOrderThatWasFollowedIsRecordedWithWhoGaveIt() {
    cluster.succeed("done");
    orders.promote(true, ADMIN);

    AuditRecord record = only();
    assertThat(record.result()).isEqualTo("cluster.promote-without-master");
    assertThat(record.success()).isTrue();
    assertThat(record.actor()).isEqualTo("ada");
    assertThat(record.fields()).containsEntry("target", "here").containsEntry("epoch", "7");
  }

  @Test
  public void aRefusalIsRecordedWithItsReason() {
    cluster.refuse("two is the master");
    orders.remove("two", ADMIN);

    assertThat(only().success()).isFalse();
    assertThat(only().fields())
        .containsEntry("target", "two")
        .containsEntry("why", "two is the master");
  }

  @Test
  public void credentialsAreNowhereInTheRecord() {
    cluster.succeed("done");
    orders.join(Secret.of("vedette-server-1.SECRET"), true, ADMIN);

    assertThat(only().toString()).doesNotContain("SECRET");
  }

  private AuditRecord only() {
    assertThat(state.audit()).hasSize(1);
    return state.audit().get(0);
  }
}
