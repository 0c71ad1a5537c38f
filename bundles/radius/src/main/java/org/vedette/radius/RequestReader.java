package org.vedette.radius;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Waiting;
import org.vedette.api.eap.EapQuestion;
import org.vedette.api.primary.LoopMark;
import org.vedette.api.secret.SecretVault;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Dictionary;
import org.vedette.codec.radius.IpText;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.Texts;
import org.vedette.listener.CoreCalls;

/** Makes a question for the core of an Access-Request. */
final class RequestReader {
  private static final String OWNER = "request-owner";
  private static final String FOREIGN_STATE = "radius-foreign-state";
  private static final SignInRequest UNREADABLE = new SignInRequest.Unreadable();

  private final SecretVault vault;
  private final RequestFacts facts;
  private final CredentialReader credentials;
  private final Relays relays;
  private final Replies replies;
  private final Notices notices;

  RequestReader(
      SecretVault vault, Dictionary dictionary, Relays relays, Replies replies, Notices notices) {
    this.vault = vault;
    this.facts = new RequestFacts(dictionary);
    this.credentials = new CredentialReader(notices);
    this.relays = relays;
    this.replies = replies;
    this.notices = notices;
  }

  /**
   * Reads a request.
   *
   * @param requestId its id from here to audit
   * @param deadline when the answer must be there
   */
  SignInRequest read(Arrival arrival, String requestId, Instant deadline) {
    Packet packet = arrival.packet();
    Client client = arrival.client();
    if (isLoop(packet)) {
      notices.loop(client, arrival.source());
      return new SignInRequest.Unsupported("loop");
    }
    Optional<Protocol> protocol =
        Protocol.of(packet)
            .filter(client.protocols()::contains)
            // Whoever can take the password out of a request must not get one that proves nothing.
            .filter(it -> it != Protocol.NONE || arrival.proven());
    if (protocol.isEmpty()) {
      String name = Protocol.name(packet);
      notices.unsupported(client, arrival.source(), name);
      return new SignInRequest.Unsupported(name);
    }
    Optional<String> username =
        packet
            .first(AttributeTypes.USER_NAME)
            .flatMap(name -> Texts.read(name, client.charset()))
            .filter(name -> !name.isEmpty());
    if (username.isEmpty()) {
      notices.badName(client, arrival.source());
      return UNREADABLE;
    }
    return credentials
        .read(arrival, protocol.get())
        .map(shown -> ask(arrival, requestId, deadline, username.get(), shown, protocol.get()))
        .orElse(UNREADABLE);
  }

  private SignInRequest ask(
      Arrival arrival,
      String requestId,
      Instant deadline,
      String username,
      Credential shown,
      Protocol protocol) {
    Caller caller = caller(arrival);
    Optional<byte[]> state = arrival.packet().first(AttributeTypes.STATE);
    Optional<Answer> code = answer(shown);
    if (state.isPresent() && code.isPresent()) {
      ChallengeToken token = token(state.get());
      Answer answer = code.get();
      return new SignInRequest.Ask(
          new CoreCalls.Question(
              core ->
                  core.answer(token, username, answer, caller, Waiting.HOLD, Optional.of(deadline)),
              (core, prompt) -> core.hold(prompt, username, caller, deadline)));
    }
    AuthRequest request =
        new AuthRequest(
            requestId,
            caller,
            username,
            Optional.of(shown),
            facts.read(arrival.packet()),
            Waiting.HOLD,
            protocol == Protocol.PAP && arrival.client().challenge() ? Asking.TYPED : Asking.NEVER,
            replies.needsGroups(),
            deadline);
    return new SignInRequest.Ask(question(request));
  }

  /** Makes a question of what came in a conversation of EAP that ends here. */
  CoreCalls.Question inner(
      Arrival arrival, String requestId, Instant deadline, EapQuestion question) {
    Caller caller = caller(arrival);
    return question.match(
        first ->
            question(
                new AuthRequest(
                    requestId,
                    caller,
                    first.username(),
                    Optional.of(first.credential()),
                    facts.read(arrival.packet()),
                    Waiting.HOLD,
                    first.asking(),
                    replies.needsGroups(),
                    deadline)),
        next ->
            new CoreCalls.Question(
                core ->
                    core.answer(
                        next.token(),
                        next.username(),
                        next.answer(),
                        caller,
                        Waiting.HOLD,
                        Optional.of(deadline)),
                (core, prompt) -> core.hold(prompt, next.username(), caller, deadline)));
  }

  private static CoreCalls.Question question(AuthRequest request) {
    return new CoreCalls.Question(
        core -> core.authenticate(request),
        (core, prompt) ->
            core.hold(prompt, request.username(), request.caller(), request.deadline()));
  }

  private Caller caller(Arrival arrival) {
    Packet packet = arrival.packet();
    UUID application = arrival.client().application();
    byte[] id =
        ByteBuffer.allocate(16)
            .putLong(application.getMostSignificantBits())
            .putLong(application.getLeastSignificantBits())
            .array();
    byte[] address = arrival.source().getAddress().getAddress();
    byte[] owner =
        vault.mac(
            OWNER, id, address, new byte[] {(byte) packet.identifier()}, packet.authenticator());
    return new Caller(
        ClientFields.LISTENER,
        application,
        IpText.format(arrival.source().getAddress()),
        // What could have been altered on its way is no ground for trust.
        arrival.proven() ? RequestFacts.clientAddress(packet) : "",
        owner,
        relays.of(arrival));
  }

  /** A request that this server, or another of its cluster, has sent to a target. */
  private boolean isLoop(Packet packet) {
    for (byte[] each : packet.all(AttributeTypes.PROXY_STATE)) {
      if (LoopMark.isOurs(each, vault)) {
        return true;
      }
    }
    return false;
  }

  /** A State of another length was not made here; it stands for a token that nobody holds. */
  private ChallengeToken token(byte[] state) {
    return ChallengeToken.from(state)
        .orElseGet(
            () ->
                new ChallengeToken(
                    Arrays.copyOf(vault.mac(FOREIGN_STATE, state), ChallengeToken.LENGTH)));
  }

  /** MS-CHAPv2 proves a password and never a code, so that it answers no challenge. */
  private static Optional<Answer> answer(Credential shown) {
    return shown.match(
        typed -> Optional.of(new Answer.Typed(typed.text())),
        chap -> Optional.of(new Answer.Proof(chap)),
        msChap2 -> Optional.empty(),
        opaque -> Optional.of(new Answer.Opaque(opaque)));
  }
}
