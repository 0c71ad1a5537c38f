package org.vedette.sdk.radius;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vedette.api.radius.ClientState;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Times;

/**
 * What is known of a RADIUS client.
 *
 * @param name name of its application
 * @param networks where it sends from
 * @param lastSeen when it last sent a sign-in; null when it did not since the listener started
 * @param messageAuthenticator the rule: required, learned or off
 * @param learned whether it was learned that it sends Message-Authenticator, which is now demanded
 * @param seenWith when a request with Message-Authenticator last came
 * @param seenWithout when a request without it last came
 * @param previousSecretUntil how long the secret before is honoured; null when there is none
 * @param previousSecretUsed when that one was last used
 * @param retryMillis time between two sends of one request; null until it repeated one
 * @param sends how often it sent it
 * @param waitsMillis how long it waited for an answer
 * @param gaveUp whether it was seen to give up
 * @param deadlineSeconds how long a sign-in may take
 * @param warnings what is wrong and what to do
 */
public record ClientView(
    String name,
    List<String> networks,
    @Nullable String lastSeen,
    String messageAuthenticator,
    boolean learned,
    @Nullable String seenWith,
    @Nullable String seenWithout,
    @Nullable String previousSecretUntil,
    @Nullable String previousSecretUsed,
    @Nullable Long retryMillis,
    @Nullable Integer sends,
    @Nullable Long waitsMillis,
    boolean gaveUp,
    long deadlineSeconds,
    List<String> warnings)
    implements Json {

  static ClientView of(ClientState it) {
    Optional<ClientState.Rhythm> rhythm = it.rhythm();
    return new ClientView(
        it.name(),
        it.networks(),
        it.lastSeen().map(Times::text).orElse(null),
        it.proof().rule(),
        it.proof().learned(),
        it.proof().seenWith().map(Times::text).orElse(null),
        it.proof().seenWithout().map(Times::text).orElse(null),
        it.secrets().previousUntil().map(Times::text).orElse(null),
        it.secrets().previousUsed().map(Times::text).orElse(null),
        rhythm.map(each -> each.interval().toMillis()).orElse(null),
        rhythm.map(ClientState.Rhythm::sends).orElse(null),
        rhythm.map(each -> each.waits().toMillis()).orElse(null),
        rhythm.map(ClientState.Rhythm::gaveUp).orElse(false),
        it.deadline().toSeconds(),
        it.warnings());
  }
}
