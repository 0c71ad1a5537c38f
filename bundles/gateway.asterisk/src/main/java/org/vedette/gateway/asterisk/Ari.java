package org.vedette.gateway.asterisk;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.vedette.api.secret.Secret;
import org.vedette.client.http.provider.Authentication;
import org.vedette.client.http.wire.Outgoing;
import org.vedette.client.http.wire.Outgoing.Header;
import org.vedette.client.http.wire.Wire;

/**
 * Tells Asterisk what to do ("Channels REST API" and "Playbacks REST API" of its documentation).
 * Thread-safe; nothing blocks.
 */
final class Ari implements Hands {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Wire wire;
  private final AsteriskSettings settings;
  private final Supplier<Optional<Secret>> secret;

  Ari(Wire wire, AsteriskSettings settings, Supplier<Optional<Secret>> secret) {
    this.wire = wire;
    this.settings = settings;
    this.secret = secret;
  }

  /**
   * Returns the order of a call, without authentication.
   *
   * @param number {@code +} and digits
   * @param app whom Asterisk tells of it
   */
  Outgoing order(String channel, String number, String app) {
    List<Map.Entry<String, String>> query = new ArrayList<>();
    query.add(
        Map.entry(
            "endpoint",
            settings
                .endpoint()
                .replace("{number}", number)
                .replace("{digits}", number.substring(1))));
    query.add(Map.entry("app", app));
    query.add(Map.entry("timeout", Long.toString(settings.ringing().toSeconds())));
    if (!settings.callerId().isEmpty()) {
      query.add(Map.entry("callerId", settings.callerId()));
    }
    return request("POST", "channels/" + channel, query);
  }

  @Override
  public CompletionStage<?> play(String channel, String playback, String prompt, String language) {
    return send(
        request(
            "POST",
            "channels/" + channel + "/play/" + playback,
            List.of(
                Map.entry("media", "sound:" + settings.sounds() + "/" + prompt),
                Map.entry("lang", language))));
  }

  @Override
  public CompletionStage<?> stop(String playback) {
    return send(request("DELETE", "playbacks/" + playback, List.of()));
  }

  @Override
  public CompletionStage<?> press(String channel, String keys) {
    return send(request("POST", "channels/" + channel + "/dtmf", List.of(Map.entry("dtmf", keys))));
  }

  @Override
  public CompletionStage<?> hangUp(String channel) {
    return send(request("DELETE", "channels/" + channel, List.of()));
  }

  private Outgoing request(String method, String path, List<Map.Entry<String, String>> query) {
    String all =
        query.stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    return new Outgoing(
        method,
        settings.base() + "/" + path + (all.isEmpty() ? "" : "?" + all),
        List.of(new Header("Accept", "application/json")),
        Optional.empty());
  }

  private CompletionStage<?> send(Outgoing outgoing) {
    Authentication authentication = settings.plan().authentication();
    Optional<Header> header = secret.get().flatMap(authentication::header);
    if (header.isEmpty()) {
      return CompletableFuture.failedFuture(new IllegalStateException("no secret"));
    }
    CompletableFuture<HttpResponse<String>> exchange = wire.start(outgoing.with(header.get()));
    return exchange
        .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((response, failure) -> exchange.cancel(true))
        .thenApply(Ari::good);
  }

  private static HttpResponse<String> good(HttpResponse<String> response) {
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException("status " + response.statusCode());
    }
    return response;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
