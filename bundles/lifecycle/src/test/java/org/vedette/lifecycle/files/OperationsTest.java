package org.vedette.lifecycle.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.lifecycle.CapabilityOperation;
import org.vedette.api.lifecycle.CapabilityOperation.Ending;
import org.vedette.api.lifecycle.CapabilityOperation.Verb;
import org.vedette.api.store.Actor;
import org.vedette.lifecycle.files.Operations.Entry;

public class OperationsTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static Entry entry(String id, long second, Optional<Ending> ending) {
    return new Entry(
        new CapabilityOperation(
            id, Verb.UPDATE, "radius", "1.0", "1.1", Instant.ofEpochSecond(second), ending),
        new Actor("alice", "rest", "192.0.2.1"),
        "abc",
        false);
  }

  @Test
  public void readsWhatItWrote() throws IOException {
    Path root = folder.getRoot().toPath();
    Operations operations = new Operations(root);
    Entry running = entry("A", 1, Optional.empty());
    Entry back = entry("B", 2, Optional.of(new Ending.RolledBack("line one\nline two = # \u00e4")));
    operations.put(running);
    operations.put(back);

    assertThat(new Operations(root).all()).containsExactly(running, back);
    operations.put(running.ended(new Ending.Done(7)).inAudit());
    assertThat(operations.find("A").flatMap(CapabilityOperation::ending))
        .contains(new Ending.Done(7));
    assertThat(operations.find("C")).isEmpty();
  }

  @Test
  public void keepsTheLastFifty() throws IOException {
    Operations operations = new Operations(folder.getRoot().toPath());
    for (int i = 0; i < 60; i++) {
      operations.put(entry("N" + i, i, Optional.empty()));
    }

    assertThat(operations.all()).hasSize(50).last().isEqualTo(entry("N59", 59, Optional.empty()));
  }
}
