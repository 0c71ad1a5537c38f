package org.vedette.sdk.capability;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vedette.api.lifecycle.CapabilityOperation;
import org.vedette.api.lifecycle.CapabilityOperation.Ending;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Times;

/**
 * One operation on a capability.
 *
 * @param id id to ask for it again
 * @param verb enable, disable, update or rollback
 * @param capability id of the capability
 * @param from version before
 * @param to version wanted
 * @param began when it began
 * @param state running, done, unchanged, rolledback (all is as before) or failed
 * @param why the reason of the last two; null otherwise
 * @param millis how long it took when it was done; null otherwise
 */
public record OperationView(
    String id,
    String verb,
    String capability,
    String from,
    String to,
    String began,
    String state,
    @Nullable String why,
    @Nullable Long millis)
    implements Json {

  private record End(String state, @Nullable String why, @Nullable Long millis) {}

  static OperationView of(CapabilityOperation it) {
    End end = it.ending().map(OperationView::end).orElse(new End("running", null, null));
    return new OperationView(
        it.id(),
        it.verb().name().toLowerCase(Locale.ROOT),
        it.capability(),
        it.from(),
        it.to(),
        Times.text(it.began()),
        end.state(),
        end.why(),
        end.millis());
  }

  private static End end(Ending ending) {
    return ending.match(
        done -> new End("done", null, done.millis()),
        unchanged -> new End("unchanged", null, null),
        rolledBack -> new End("rolledback", rolledBack.why(), null),
        failed -> new End("failed", failed.why(), null));
  }
}
