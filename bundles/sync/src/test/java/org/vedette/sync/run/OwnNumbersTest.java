package org.vedette.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;
import org.vedette.api.sync.Fate;
import org.vedette.api.sync.SyncRules;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.Phone;
import org.vedette.api.user.Pin;
import org.vedette.api.user.User;
import org.vedette.testkit.directory.MemoryDirectory;

/** Row 104 of the table of features: what people have changed themselves. */
public class OwnNumbersTest {
  private static final String SALES = "OU=Sales,DC=corp,DC=example";

  private final MemoryDirectory directory = new MemoryDirectory(3);
  private final Bench bench = new Bench();

  public OwnNumbersTest() {
    bench.sources.put(Items.CORP, directory);
    directory.container("sales", MemoryDirectory.ROOT, "Sales");
    directory.user("u1", "sales", Items.person("alice"));
  }

  private User user(String name) {
    return bench.user(name).orElseThrow();
  }

  @Test
  public void row104PinEnrollmentsAndOwnNumberStay() {
    directory.modify("u1", Map.of("phone.mobile", "+41 44 668 18 00"));
    bench.put(Items.in("sales", 1, SALES, SyncRules.USUAL));
    bench.full();
    User alice = user("alice");
    Pin pin =
        new Pin(alice.id(), 1, new byte[16], new byte[32], false, Optional.empty(), List.of());
    Enrollment token = Enrollments.of(alice.id(), "oath");
    bench.records.given(Pin.TYPE, pin);
    bench.records.given(Enrollment.TYPE, token);
    Phone own = new Phone("41", "446681899", "");
    bench.change("alice", it -> it.change().phone(Optional.of(own)).build());
    directory.modify(
        "u1", Map.of("phone.mobile", "+41 44 668 18 77", "mail", "alice@corp.example"));
    bench.changes();
    bench.full();
    directory.enable("u1", false);
    bench.changes();
    directory.enable("u1", true);
    bench.changes();
    assertThat(user("alice").email()).isEqualTo("alice@corp.example");
    assertThat(user("alice").phone()).contains(own);
    assertThat(bench.records.find(Pin.TYPE, alice.id()).orElseThrow().version()).isEqualTo(1);
    assertThat(bench.records.ownedBy(Enrollment.TYPE, alice.id()))
        .extracting(Enrollment::id)
        .containsExactly(token.id());
  }

  @Test
  public void row104AnOwnNumberGivesWayWhereTheItemSaysSo() {
    directory.modify("u1", Map.of("phone.mobile", "+41 44 668 18 00"));
    bench.put(
        Items.in("sales", 1, SALES, Items.rules(false, false, true, Fate.DISABLE, Fate.DISABLE)));
    bench.full();
    bench.change(
        "alice", it -> it.change().phone(Optional.of(new Phone("41", "446681899", ""))).build());
    bench.full();
    assertThat(user("alice").phone()).contains(new Phone("41", "446681800", ""));
  }

  @Test
  public void anOwnNumberGivesWayAtTheNextRunAlthoughTheDirectoryIsAsItWas() {
    directory.modify("u1", Map.of("phone.mobile", "+41 44 668 18 00"));
    bench.put(
        Items.in("sales", 1, SALES, Items.rules(false, false, true, Fate.DISABLE, Fate.DISABLE)));
    bench.full();
    assertThat(bench.changes().counts()).isEmpty();
    bench.change(
        "alice", it -> it.change().phone(Optional.of(new Phone("41", "446681899", ""))).build());
    assertThat(bench.changes().count("updated")).isEqualTo(1);
    assertThat(user("alice").phone()).contains(new Phone("41", "446681800", ""));
    assertThat(bench.changes().counts()).isEmpty();
  }
}
