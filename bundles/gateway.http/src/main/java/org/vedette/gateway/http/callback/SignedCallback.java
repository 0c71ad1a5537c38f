package org.vedette.gateway.http.callback;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.vedette.api.secret.Secret;
import org.vedette.client.http.callback.Macs;
import org.vedette.client.http.json.JsonPointer;
import org.vedette.client.http.json.JsonReader;
import org.vedette.client.http.json.JsonValue;
import org.vedette.gateway.http.callback.CallbackEvent.State;

/**
 * Reads callbacks of other providers: JSON whose octets are signed with HMAC-SHA256 (RFC 2104)
 * under a shared secret. The signature is hexadecimal or base64; {@code sha256=} may stand before
 * it.
 *
 * <p>Nothing in the signature tells the time: {@link Inbox} lets nothing have an effect twice.
 */
public final class SignedCallback {
  private static final int MAX_OCTETS = 65_536;
  private static final int MAC_OCTETS = 32;
  private static final int MAX_FIELD = 2_000;
  private static final String SCHEME = "sha256=";

  /**
   * Where in the JSON things stand.
   *
   * @param reference the provider's id of the message
   * @param status what became of it; where it is there, the callback is a receipt
   * @param delivered statuses of messages that arrived
   * @param failed statuses of messages that will not
   * @param from the phone that answers
   * @param text what was written
   */
  public record Places(
      Optional<JsonPointer> reference,
      Optional<JsonPointer> status,
      Set<String> delivered,
      Set<String> failed,
      Optional<JsonPointer> from,
      Optional<JsonPointer> text) {
    /** Copies the sets. */
    public Places {
      delivered = Set.copyOf(delivered);
      failed = Set.copyOf(failed);
    }
  }

  private final Secret secret;
  private final Places places;

  /**
   * Takes the key.
   *
   * @param secret shared with the provider, not empty
   */
  public SignedCallback(Secret secret, Places places) {
    this.secret = secret;
    this.places = places;
  }

  /**
   * Reads a callback.
   *
   * @param signature the header's value; empty when it is missing
   */
  public CallbackVerdict read(byte[] body, String signature) {
    if (body.length > MAX_OCTETS
        || !MessageDigest.isEqual(
            decoded(signature.strip()), Macs.of("HmacSHA256", secret, body))) {
      return new CallbackVerdict.Forged();
    }
    return JsonReader.read(new String(body, StandardCharsets.UTF_8))
        .flatMap(this::event)
        .<CallbackVerdict>map(CallbackVerdict.Genuine::new)
        .orElseGet(CallbackVerdict.Unreadable::new);
  }

  /** Returns the octets of a signature; none when it is no signature. */
  private static byte[] decoded(String signature) {
    String value = signature.startsWith(SCHEME) ? signature.substring(SCHEME.length()) : signature;
    try {
      return value.length() == 2 * MAC_OCTETS
          ? HexFormat.of().parseHex(value)
          : Base64.getDecoder().decode(value);
    } catch (IllegalArgumentException neither) {
      return new byte[0];
    }
  }

  private Optional<CallbackEvent> event(JsonValue json) {
    Optional<String> reference = field(places.reference(), json);
    if (reference.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> status = field(places.status(), json);
    if (status.isPresent()) {
      return Optional.of(
          new CallbackEvent.Receipt(reference.get(), state(status.get()), status.get(), ""));
    }
    Optional<String> from = field(places.from(), json);
    Optional<String> text = field(places.text(), json);
    return from.isPresent() && text.isPresent()
        ? Optional.of(new CallbackEvent.Reply(reference.get(), from.get(), text.get()))
        : Optional.empty();
  }

  private State state(String status) {
    if (places.delivered().contains(status)) {
      return State.DELIVERED;
    }
    return places.failed().contains(status) ? State.FAILED : State.UNDERWAY;
  }

  private static Optional<String> field(Optional<JsonPointer> place, JsonValue json) {
    return place.flatMap(it -> it.scalar(json)).filter(value -> value.length() <= MAX_FIELD);
  }
}
