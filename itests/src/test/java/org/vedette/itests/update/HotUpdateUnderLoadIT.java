package org.vedette.itests.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.update.Ended.Verdict;
import org.vedette.testkit.held.HeldPhones;
import org.vedette.testkit.held.HeldPhones.Decision;

/**
 * Every bundle but the api is replaced while people sign in: nobody is turned away, and no sign-in
 * is lost after at most one retransmission.
 */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class HotUpdateUnderLoadIT {
  private static final int PROMPTS = 100;
  private static final Duration QUIET = Duration.ofSeconds(1);

  private static World world;

  @BeforeClass
  public static void start() throws Exception {
    world = new World("update");
  }

  @AfterClass
  public static void stop() {
    world.close();
  }

  @Test
  public void aPromptsStayOpenAcrossUpdates() throws Exception {
    List<CompletableFuture<Exchange>> waiting = new ArrayList<>();
    try (RadiusClient vpn =
        RadiusClient.to(world.server.radius(), Site.SECRET)
            .from(Kind.HELD.source())
            .sends(2)
            .timeout(Duration.ofSeconds(25))
            .open()) {
      for (Person person : world.crowd.people(Kind.HELD).subList(0, PROMPTS)) {
        waiting.add(vpn.send(RadiusRequest.access(person.name(), "")));
      }
      Awaitility.await("every phone rings").until(() -> world.phones.open().size() == PROMPTS);
      List<HeldPhones.Prompt> prompts = world.phones.open();

      for (String bundle : List.of("radius", "core", "method.held", "net", "state")) {
        world.updates.update(bundle);
      }
      for (int i = 0; i < PROMPTS; i++) {
        world.phones.answer(prompts.get(i), i % 5 == 0 ? Decision.DECLINE : Decision.APPROVE);
      }
      List<Exchange> ended = waiting.stream().map(CompletableFuture::join).toList();

      assertThat(ended).filteredOn(Exchange::accepted).hasSize(PROMPTS - PROMPTS / 5);
      assertThat(ended).filteredOn(Exchange::rejected).hasSize(PROMPTS / 5);
      assertThat(world.phones.rings()).as("no phone rang twice").isEqualTo(PROMPTS);
    }
  }

  @Test
  public void bEveryBundleIsReplacedUnderLoad() throws Exception {
    try (Traffic traffic = world.traffic()) {
      Rounds rounds = new Rounds(world.updates, traffic, QUIET);
      traffic.begin(World.RATE);
      rounds.warmUp();
      rounds.one();
      List<Ended> ended = traffic.end();
      rounds.report(ended, Path.of(System.getProperty("vedette.work"), "hot-update"));

      assertThat(ended).filteredOn(each -> each.verdict() != Verdict.RIGHT).isEmpty();
      assertThat(ended).filteredOn(each -> each.sends() > 2).isEmpty();
    }
    assertThat(world.server.vedette("audit", "verify")).contains("whole");
    world.updates.assertInAudit();
    world.updates.assertDoneByNewest();
    assertNoTrouble();
  }

  private static void assertNoTrouble() throws IOException {
    try (Stream<String> lines = Files.lines(world.server.base().resolve("var/log/vedette.log"))) {
      assertThat(lines.filter(line -> line.contains(" ERROR "))).isEmpty();
    }
  }
}
