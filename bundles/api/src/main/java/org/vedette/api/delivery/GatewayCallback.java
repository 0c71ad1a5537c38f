package org.vedette.api.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes the requests that a provider sends by HTTP: receipts, replies, keys pressed. Registered by
 * a gateway with the service property {@link DeliveryGateway#NAME}; the web server hands it what
 * comes in for {@code /callbacks/NAME/...}. Nothing has proved who sends: the gateway must check
 * the provider's signature before it does anything.
 */
@ConsumerType
public interface GatewayCallback {
  /**
   * A request, limited: at most 64 KiB of body, 100 headers, 8 KiB of address.
   *
   * @param method {@code GET} or {@code POST}
   * @param path what follows {@code /callbacks/NAME/}, undecoded; empty or without a leading slash
   * @param query what follows the {@code ?}, undecoded; empty without
   * @param headers by name in lower case
   * @param body as it came
   */
  record Request(
      String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
    /** Copies the headers. */
    public Request {
      headers = Map.copyOf(headers);
    }

    /** Returns the first value of a header; its name in lower case. */
    public Optional<String> header(String name) {
      return headers.getOrDefault(name, List.of()).stream().findFirst();
    }
  }

  /**
   * What is answered.
   *
   * @param status HTTP status, 200 to 599
   * @param type media type of the body; empty without a body
   * @param body text, at most 64 KiB
   */
  record Response(int status, String type, String body) {
    /** An answer without a body. */
    public static Response empty(int status) {
      return new Response(status, "", "");
    }
  }

  /** Handles a request. Must not block; ends within ten seconds, never exceptionally. */
  CompletionStage<Response> handle(Request request);
}
