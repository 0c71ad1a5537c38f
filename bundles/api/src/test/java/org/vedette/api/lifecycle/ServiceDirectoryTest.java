package org.vedette.api.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;

public class ServiceDirectoryTest {
  private final ServiceDirectory<String, String> directory = new ServiceDirectory<>();

  @Test
  public void highestRankingServesAndTheSuccessorBeatsItsEqual() {
    directory.add("oath", 0, "old");
    directory.add("oath", 0, "new");
    assertThat(directory.find("oath")).contains("new");

    directory.add("oath", 5, "ranked");
    assertThat(directory.find("oath")).contains("ranked");
    directory.remove("oath", "ranked");
    directory.remove("oath", "old");
    assertThat(directory.find("oath")).contains("new");
    assertThat(directory.keys()).containsExactly("oath");
  }

  @Test
  public void whoWaitsInTheGapGetsTheSuccessor() {
    CompletableFuture<Optional<String>> waiting =
        directory.await("oath", Duration.ofSeconds(30)).toCompletableFuture();
    assertThat(waiting).isNotDone();

    directory.add("mail", 0, "other");
    assertThat(waiting).isNotDone();
    directory.add("oath", 0, "new");

    assertThat(waiting.join()).contains("new");
  }

  @Test
  public void whoWaitsInVainIsToldSo() {
    assertThat(directory.await("oath", Duration.ZERO).toCompletableFuture().join()).isEmpty();
    assertThat(directory.await("oath", Duration.ofMillis(1)).toCompletableFuture().join())
        .isEmpty();
  }

  @Test
  public void removingIsByIdentity() {
    String one = new String("same");
    String two = new String("same");
    directory.add("k", 0, one);
    directory.remove("k", two);

    assertThat(directory.find("k")).contains("same");
  }
}
