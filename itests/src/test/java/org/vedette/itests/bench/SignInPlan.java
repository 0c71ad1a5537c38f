package org.vedette.itests.bench;

import java.util.concurrent.CompletableFuture;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;

/** What a sign-in is: the requests it takes. */
@FunctionalInterface
interface SignInPlan {
  /** Begins a sign-in; completes with the last reply. */
  CompletableFuture<Exchange> begin(RadiusClient client, BenchUser user, String code);

  /** One request with the code alone. */
  static SignInPlan code() {
    return appended("");
  }

  /** One request with the password and the code behind it. */
  static SignInPlan appended(String password) {
    return (client, user, code) -> client.send(RadiusRequest.access(user.name(), password + code));
  }

  /** A request with the password, and one with the code in answer to the challenge. */
  static SignInPlan challenge(String password) {
    return (client, user, code) ->
        client
            .send(RadiusRequest.access(user.name(), password))
            .thenCompose(
                first ->
                    first.challenged() && first.problems().isEmpty()
                        ? client.send(RadiusRequest.access(user.name(), code).state(first.state()))
                        : CompletableFuture.completedFuture(first));
  }
}
