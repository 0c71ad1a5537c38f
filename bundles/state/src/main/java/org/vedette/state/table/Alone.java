package org.vedette.state.table;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** No other servers. */
final class Alone implements Others {
  @Override
  public String self() {
    return "";
  }

  @Override
  public boolean any() {
    return false;
  }

  @Override
  public boolean strict() {
    return false;
  }

  @Override
  public CompletionStage<Heard> ask(ClaimQuestion question) {
    return CompletableFuture.completedStage(new Heard(List.of(), 0));
  }

  @Override
  public void released(ClaimQuestion question) {
    // Nobody was asked.
  }
}
