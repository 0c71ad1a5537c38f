package org.vedette.state.share;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.state.Claim;
import org.vedette.api.state.ClaimVerdict;
import org.vedette.api.state.Claims;
import org.vedette.state.table.ClaimTable;

/** Claims as other bundles see them: decided only while the gate lets them. Thread-safe. */
final class GatedClaims implements Claims {
  private final Gate gate;
  private final ClaimTable table;

  GatedClaims(Gate gate, ClaimTable table) {
    this.gate = gate;
    this.table = table;
  }

  @Override
  public CompletionStage<ClaimVerdict> claim(Claim claim) {
    return gate.open()
        ? table.claim(claim)
        : gate.pass()
            .thenCompose(
                why ->
                    why.<CompletionStage<ClaimVerdict>>map(GatedClaims::unavailable)
                        .orElseGet(() -> table.claim(claim)));
  }

  private static CompletionStage<ClaimVerdict> unavailable(String why) {
    return CompletableFuture.completedStage(new ClaimVerdict.Unavailable(why));
  }

  @Override
  public CompletionStage<Optional<byte[]>> outcomeOf(Claim claim) {
    return table.outcomeOf(claim);
  }

  @Override
  public void release(Claim claim) {
    table.release(claim);
  }
}
