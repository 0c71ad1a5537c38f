package org.vedette.testkit.eap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.vedette.codec.eap.EapCode;
import org.vedette.codec.eap.EapPacket;
import org.vedette.codec.eap.EapType;
import org.vedette.codec.eap.MsChapPacket;
import org.vedette.codec.eap.MsChapPacket.Operation;
import org.vedette.codec.eap.PeapInner;
import org.vedette.codec.eap.ResultTlv;
import org.vedette.codec.eap.TtlsAvp;
import org.vedette.codec.mschap.MsChap2;
import org.vedette.codec.mschap.NtHash;

/** What a device says in the tunnel, or outside by GTC. */
final class Inside {
  private final Login login;
  private final Deque<String> typed;
  private String prompt = "";
  private boolean confirmed;
  private String expectedProof = "";

  Inside(Login login) {
    this.login = login;
    this.typed = new ArrayDeque<>(login.typed());
  }

  /** The last question that the person saw. */
  String prompt() {
    return prompt;
  }

  /** Whether the server said in the tunnel that it is content. */
  boolean confirmed() {
    return confirmed;
  }

  /** Answers a question of GTC. */
  byte[] gtc(byte[] question) {
    prompt = new String(question, UTF_8);
    return typed.isEmpty() ? new byte[0] : typed.removeFirst().getBytes(UTF_8);
  }

  /** Says name and password, the latter padded to blocks of 16 (RFC 5281 section 11.2.5). */
  byte[] pap() {
    byte[] password = typed.removeFirst().getBytes(UTF_8);
    int padded = Math.max(1, (password.length + 15) / 16) * 16;
    return TtlsAvp.encode(
        List.of(
            new TtlsAvp(TtlsAvp.USER_NAME, 0, true, login.inner().getBytes(UTF_8)),
            new TtlsAvp(TtlsAvp.USER_PASSWORD, 0, true, Arrays.copyOf(password, padded))));
  }

  /** Answers a request in the tunnel of PEAP; empty when it is not to be answered. */
  Optional<byte[]> peap(byte[] clear, int identifier) {
    return PeapInner.decode(clear, EapCode.REQUEST, identifier)
        .flatMap(this::answer)
        .map(PeapInner::encode);
  }

  private Optional<EapPacket> answer(EapPacket request) {
    int wanted = login.method() == Login.Method.PEAP_GTC ? EapType.GTC : EapType.MSCHAPV2;
    return switch (request.type()) {
      case EapType.IDENTITY -> Optional.of(reply(request, login.inner().getBytes(UTF_8)));
      case EapType.TLV -> {
        Optional<ResultTlv> result = ResultTlv.decode(request.data());
        confirmed = result.equals(Optional.of(ResultTlv.SUCCESS));
        yield result.map(it -> reply(request, it.encode()));
      }
      default ->
          request.type() != wanted
              ? Optional.of(
                  EapPacket.response(request.identifier(), EapType.NAK, new byte[] {(byte) wanted}))
              : wanted == EapType.GTC
                  ? Optional.of(reply(request, gtc(request.data())))
                  : MsChapPacket.decode(request.data())
                      .map(this::msChap)
                      .map(data -> reply(request, data));
    };
  }

  private byte[] msChap(MsChapPacket packet) {
    if (packet.operation() == Operation.SUCCESS) {
      boolean proved = new String(packet.value(), UTF_8).startsWith(expectedProof);
      return new byte[] {(byte) (proved ? 3 : 4)};
    }
    if (packet.operation() == Operation.FAILURE) {
      prompt = new String(packet.value(), UTF_8);
      return new byte[] {4};
    }
    byte[] challenge = packet.challenge().orElseThrow();
    byte[] own = new byte[MsChapPacket.CHALLENGE_LENGTH];
    new SecureRandom().nextBytes(own);
    byte[] name = login.inner().getBytes(UTF_8);
    byte[] hash = NtHash.of(typed.removeFirst().getBytes(UTF_8));
    byte[] response = MsChap2.answer(challenge, own, name, hash);
    expectedProof = new MsChap2(challenge, own, name, response).proof(NtHash.again(hash)).text();
    return MsChapPacket.response(
            packet.identifier(), new MsChapPacket.Response(own, response, name))
        .encode();
  }

  private static EapPacket reply(EapPacket request, byte[] data) {
    return EapPacket.response(request.identifier(), request.type(), data);
  }
}
