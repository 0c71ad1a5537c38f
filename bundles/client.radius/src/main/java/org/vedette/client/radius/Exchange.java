package org.vedette.client.radius;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Packet;

/**
 * What became of a request.
 *
 * @param reply the proven reply; empty when none came in time
 * @param sends how often the request was sent
 * @param took from the first sending to the reply, or to giving up
 * @param authenticator request authenticator, with which values of the reply are hidden
 * @param problems what was wrong with replies, also with those that were ignored; empty when all
 *     was well
 */
public record Exchange(
    Optional<Packet> reply, int sends, Duration took, byte[] authenticator, List<String> problems) {
  /** Copies the problems. */
  public Exchange {
    problems = List.copyOf(problems);
  }

  /** Whether a reply came but was ignored, because it had no Message-Authenticator. */
  public boolean unprotected() {
    return problems.contains(Outstanding.UNPROTECTED);
  }

  /** Access-Accept came. */
  public boolean accepted() {
    return is(Code.ACCESS_ACCEPT);
  }

  /** Access-Reject came. */
  public boolean rejected() {
    return is(Code.ACCESS_REJECT);
  }

  /** Access-Challenge came. */
  public boolean challenged() {
    return is(Code.ACCESS_CHALLENGE);
  }

  /** No reply came. */
  public boolean silent() {
    return reply.isEmpty();
  }

  /** Whether the reply has this code. */
  public boolean is(Code code) {
    return reply.isPresent() && reply.get().code() == code;
  }

  /** The State of a challenge; no octets when there is none. */
  public byte[] state() {
    return reply.flatMap(packet -> packet.first(AttributeTypes.STATE)).orElse(new byte[0]);
  }

  /** The text of all Reply-Message attributes joined. */
  public String message() {
    return reply
        .flatMap(packet -> packet.joined(AttributeTypes.REPLY_MESSAGE))
        .map(octets -> new String(octets, StandardCharsets.UTF_8))
        .orElse("");
  }

  /** The text of the first attribute of this type; empty when there is none. */
  public String text(int type) {
    return reply
        .flatMap(packet -> packet.first(type))
        .map(octets -> new String(octets, StandardCharsets.UTF_8))
        .orElse("");
  }

  private String name() {
    return reply.map(packet -> packet.code().name()).orElse("silence");
  }

  /** One line for a failed assertion or a demonstration; holds no secret. */
  @Override
  public String toString() {
    return name()
        + ", sends="
        + sends
        + ", millis="
        + took.toMillis()
        + ", message=\""
        + message()
        + "\", problems="
        + problems;
  }
}
