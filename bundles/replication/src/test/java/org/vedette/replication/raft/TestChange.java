package org.vedette.replication.raft;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.store.Change;
import org.vedette.api.store.PluginRecord;

/** Changes that hold a text. */
final class TestChange {
  private TestChange() {}

  static Change of(String text) {
    return of(text, text.length());
  }

  /** One of so many octets. */
  static Change of(String text, int length) {
    return Change.put(
        PluginRecord.TYPE,
        new PluginRecord(
            UUID.randomUUID(),
            1,
            "test",
            text,
            Optional.empty(),
            Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), length)));
  }
}
