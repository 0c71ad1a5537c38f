package org.vedette.store.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.store.shared.SharedTables.Row;

public class BelongingTest {
  private static final UUID DATABASE = new UUID(7, 7);
  private static final UUID OTHERS = new UUID(8, 8);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path file;

  @Before
  public void place() {
    file = folder.getRoot().toPath().resolve("db/store/shared");
  }

  private Belonging started() {
    return new Belonging(file, UUID::randomUUID);
  }

  private static Row database(UUID founder) {
    return new Row(new Position(0, 5), DATABASE, Optional.of(founder));
  }

  @Test
  public void whoeverWroteFirstWritesAlsoAfterAStart() throws IOException {
    UUID claim = started().claim();
    assertThat(started().claim()).isEqualTo(claim);
    assertThat(started().includes(database(claim))).isTrue();
    assertThat(started().includes(database(OTHERS))).isFalse();
  }

  @Test
  public void whoWasTakenInWritesUntilItLeaves() throws IOException {
    started().join(DATABASE);
    Belonging joined = started();
    assertThat(joined.includes(database(OTHERS))).isTrue();
    assertThat(joined.includes(new Row(new Position(0, 5), OTHERS, Optional.of(OTHERS)))).isFalse();
    joined.leave();
    assertThat(joined.includes(database(OTHERS))).isFalse();
    assertThat(started().includes(database(OTHERS))).isFalse();
  }

  @Test
  public void theFounderThatLeavesWritesNoMore() throws IOException {
    Belonging founder = started();
    UUID claim = founder.claim();
    founder.leave();
    assertThat(founder.includes(database(claim))).isFalse();
    assertThat(started().includes(database(claim))).isFalse();
  }

  @Test
  public void aDamagedFileIsNoClaim() throws IOException {
    started().claim();
    for (String damaged : new String[] {"", "vedette-shared-1 \n-\n", "vedette-shared-9 x\n-\n"}) {
      Files.writeString(file, damaged);
      assertThatThrownBy(() -> started().includes(database(OTHERS)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("shared");
    }
  }
}
