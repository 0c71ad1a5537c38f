package org.vedette.radius;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.Prompt;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.eap.EapMessage;
import org.vedette.api.eap.EapQuestion;
import org.vedette.api.eap.EapReply;
import org.vedette.api.eap.EapServer;
import org.vedette.api.lifecycle.ServiceDirectory;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Packet;
import org.vedette.listener.CoreCalls;

/**
 * Messages of supplicants whose conversation ends here (RFC 3579): each goes to whoever speaks EAP,
 * which asks the core when it has what a person has shown.
 */
final class EapRounds {
  private static final String KEY = "eap";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Octets that EAPOL takes of a frame (RFC 3579 section 2.4). */
  private static final int EAPOL = 4;

  private static final int LEAST_MTU = 64;

  private final ServiceDirectory<String, EapServer> servers = new ServiceDirectory<>();
  private final RequestReader reader;
  private final CoreCalls core;
  private final Notices notices;

  EapRounds(RequestReader reader, CoreCalls core, Notices notices) {
    this.reader = reader;
    this.core = core;
    this.notices = notices;
  }

  void add(int ranking, EapServer server) {
    servers.add(KEY, ranking, server);
  }

  void remove(EapServer server) {
    servers.remove(KEY, server);
  }

  /** Whether a request carries EAP that ends here. */
  static boolean takes(Arrival arrival) {
    Client client = arrival.client();
    return !client.relays()
        && client.protocols().contains(Protocol.EAP)
        && Protocol.of(arrival.packet()).equals(Optional.of(Protocol.EAP));
  }

  /**
   * Hands a message over, waiting up to 5 s for whoever speaks EAP.
   *
   * @param left how much time there is until the deadline
   */
  CompletionStage<EapReply> receive(
      Arrival arrival, String requestId, Instant deadline, Duration left) {
    EapMessage message = message(arrival);
    Function<EapQuestion, CompletionStage<Outcome>> ask =
        question ->
            core.ask(reader.inner(arrival, requestId, deadline, question), left)
                .thenApply(outcome -> shown(outcome, arrival, requestId, question));
    Optional<EapServer> present = servers.find(KEY);
    if (present.isPresent()) {
      return present.get().receive(message, ask);
    }
    return servers
        .await(KEY, left.compareTo(PATIENCE) < 0 ? left : PATIENCE)
        .thenCompose(
            found ->
                found.isPresent()
                    ? found.get().receive(message, ask)
                    : CompletableFuture.completedFuture(missing()));
  }

  private static EapReply missing() {
    return new EapReply.Rejected(
        Optional.empty(), "the bundle eap is not installed or not started: install vedette-eap");
  }

  private static EapMessage message(Arrival arrival) {
    Packet packet = arrival.packet();
    Client client = arrival.client();
    return new EapMessage(
        client.application(),
        packet.joined(AttributeTypes.EAP_MESSAGE).orElseThrow(),
        packet.first(AttributeTypes.STATE),
        path(packet),
        client.eapMethods(),
        client.challenge());
  }

  private static int path(Packet packet) {
    return packet
        .first(AttributeTypes.FRAMED_MTU)
        .filter(value -> value.length == Integer.BYTES)
        .map(value -> ByteBuffer.wrap(value).getInt())
        .filter(mtu -> mtu >= LEAST_MTU)
        .map(mtu -> mtu - EAPOL)
        .orElse(0);
  }

  /** Says in the log what cannot work, and puts a question as the application wants it put. */
  private Outcome shown(Outcome outcome, Arrival arrival, String requestId, EapQuestion question) {
    if (outcome instanceof Outcome.Denied denied && denied.result() == ResultCode.CANNOT_ASK) {
      boolean room = question.match(first -> first.asking() == Asking.TYPED, next -> true);
      notices.cannotAskByEap(arrival.client(), arrival.source(), room);
    }
    return outcome instanceof Outcome.Challenged asked
        ? new Outcome.Challenged(
            new Prompt(
                arrival.client().replyMessage().fill(asked.prompt().text(), requestId),
                asked.prompt().typed(),
                asked.prompt().method()),
            asked.token(),
            asked.expires(),
            asked.attributes())
        : outcome;
  }
}
