package org.vedette.state.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.vedette.api.state.StatePeers;

public class GateTest {
  private record Task(Runnable run, Duration delay) {}

  private final List<Task> later = new ArrayList<>();

  private Gate gate(boolean shared, boolean behind) {
    return new Gate((run, delay) -> later.add(new Task(run, delay)), shared, behind);
  }

  private static Optional<String> pass(Gate gate) throws Exception {
    return gate.pass().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private void timePasses(Duration delay) {
    List<Task> due = later.stream().filter(task -> task.delay().equals(delay)).toList();
    assertThat(due).isNotEmpty();
    later.removeAll(due);
    due.forEach(task -> task.run().run());
  }

  private static StatePeers others(boolean any) {
    return new StatePeers() {
      @Override
      public boolean any() {
        return any;
      }

      @Override
      public boolean strict() {
        return false;
      }

      @Override
      public CompletionStage<Void> told(byte[] news, boolean awaited) {
        return CompletableFuture.completedStage(null);
      }

      @Override
      public CompletionStage<Answers> ask(byte[] question) {
        return CompletableFuture.completedStage(new Answers(List.of(), 0));
      }
    };
  }

  @Test
  public void aServerOfItsOwnDecidesAtOnce() throws Exception {
    Gate gate = gate(false, true);
    assertThat(gate.open()).isTrue();
    assertThat(pass(gate)).isEmpty();
    assertThat(later).isEmpty();
  }

  @Test
  public void whoHasStartedWaitsForWhatOneOtherKnows() throws Exception {
    Gate gate = gate(true, true);
    gate.peers(others(true));
    assertThat(pass(gate)).isPresent();
    gate.caughtUp("B");
    assertThat(pass(gate)).isEmpty();
  }

  @Test
  public void whoIsNotToldAnythingGoesOnAfter10Seconds() throws Exception {
    Gate gate = gate(true, true);
    gate.peers(others(true));
    assertThat(pass(gate)).isPresent();
    timePasses(Gate.CATCH_UP);
    assertThat(pass(gate)).isEmpty();
  }

  @Test
  public void whoWasOnlyReplacedNeedsNothing() throws Exception {
    Gate gate = gate(true, false);
    gate.peers(others(true));
    assertThat(pass(gate)).isEmpty();
  }

  @Test
  public void whereThereAreNoOthersThereIsNothingToWaitFor() throws Exception {
    Gate gate = gate(true, true);
    gate.peers(others(false));
    assertThat(pass(gate)).isEmpty();
  }

  @Test
  public void othersThatAreMissingAreWaitedForAndThenDoneWithout() throws Exception {
    Gate gate = gate(true, false);
    CompletableFuture<Optional<String>> waiting = gate.pass().toCompletableFuture();
    assertThat(waiting).isNotDone();
    gate.peers(others(true));
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isEmpty();

    gate.peers(null);
    CompletableFuture<Optional<String>> again = gate.pass().toCompletableFuture();
    assertThat(again).isNotDone();
    timePasses(Gate.ARRIVAL);
    assertThat(again.get(10, TimeUnit.SECONDS)).isEmpty();
    assertThat(pass(gate)).isEmpty();
  }

  @Test
  public void whoLeavesTheClusterIsFree() throws Exception {
    Gate gate = gate(true, true);
    CompletableFuture<Optional<String>> waiting = gate.pass().toCompletableFuture();
    gate.shared(false);
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isEmpty();
  }
}
