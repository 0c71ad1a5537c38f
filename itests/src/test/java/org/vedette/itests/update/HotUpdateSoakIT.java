package org.vedette.itests.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.itests.update.Ended.Verdict;

/** Ten rounds of twenty updates under load: nobody is turned away, and nothing stays behind. */
public class HotUpdateSoakIT {
  private static final int ROUNDS = Integer.getInteger("vedette.rounds", 10);
  private static final int UPDATES = 20;
  private static final Duration QUIET = Duration.ofSeconds(2);

  private static World world;

  @BeforeClass
  public static void start() throws Exception {
    world = new World("soak");
  }

  @AfterClass
  public static void stop() {
    world.close();
  }

  @Test
  public void nothingIsLostAndNothingStaysBehind() throws Exception {
    List<String> kept = new ArrayList<>();
    try (Traffic traffic = world.traffic()) {
      Rounds rounds = new Rounds(world.updates, traffic, QUIET);
      traffic.begin(World.RATE);
      rounds.warmUp();
      kept.add("before: " + Footprint.of(world.server));
      for (int round = 1; round <= ROUNDS; round++) {
        rounds.some(UPDATES);
        kept.add("after " + round * UPDATES + " updates: " + Footprint.of(world.server));
        System.out.println(kept.get(kept.size() - 1));
      }
      List<Ended> ended = traffic.end();
      Path folder = Path.of(System.getProperty("vedette.work"), "hot-update-soak");
      rounds.report(ended, folder);
      Files.write(folder.resolve("kept.txt"), kept);

      assertThat(ended).filteredOn(each -> each.verdict() != Verdict.RIGHT).isEmpty();
    }
    assertThat(world.server.vedette("audit", "verify")).contains("whole");
  }
}
