package org.vedette.testkit.eap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsSession;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;
import org.vedette.codec.eap.EapCode;
import org.vedette.codec.eap.EapPacket;
import org.vedette.codec.eap.EapType;
import org.vedette.codec.eap.Fragments;
import org.vedette.codec.eap.Reassembly;
import org.vedette.codec.eap.TlsFragment;

/**
 * A device that signs in by EAP, without any network: it takes requests and gives responses. Speaks
 * TLS itself, so that load can be made with thousands of them. For one thread and one sign-in.
 */
public final class Supplicant {
  private static final byte[] NOTHING = {};

  private final Login login;
  private final Inside inside;
  private final TlsClientProtocol protocol = new TlsClientProtocol();
  private final TunnelClient client;
  private final Reassembly incoming = new Reassembly();
  private Fragments outgoing = new Fragments(NOTHING, 1, 0);
  private boolean shown;
  private @Nullable EapCode end;
  private int rounds;

  /** Prepares a sign-in. */
  public Supplicant(Login login) {
    this(login, null);
  }

  /** Prepares a sign-in that resumes the TLS session of an earlier one, if the server does. */
  public Supplicant(Login login, @Nullable TlsSession session) {
    this.login = login;
    this.inside = new Inside(login);
    this.client =
        new TunnelClient(
            new BcTlsCrypto(new SecureRandom()),
            login.version(),
            type(),
            type() == EapType.TTLS ? "ttls keying material" : "client EAP encryption",
            session);
  }

  /** Says who it is: the first message of a sign-in (RFC 3748 section 5.1). */
  public byte[] identity(int identifier) {
    return EapPacket.response(identifier, EapType.IDENTITY, login.outer().getBytes(UTF_8)).encode();
  }

  /**
   * Takes what the server says.
   *
   * @return the response; empty when the sign-in has ended, or the message is none for it
   */
  public Optional<byte[]> answer(byte[] eap) {
    Optional<EapPacket> packet = EapPacket.decode(eap);
    if (packet.isEmpty() || packet.get().code() != EapCode.REQUEST) {
      packet.ifPresent(it -> end = it.code());
      return Optional.empty();
    }
    rounds++;
    EapPacket request = packet.get();
    if (request.type() == EapType.IDENTITY) {
      return Optional.of(identity(request.identifier()));
    }
    if (request.type() != type()) {
      return Optional.of(
          EapPacket.response(request.identifier(), EapType.NAK, new byte[] {(byte) type()})
              .encode());
    }
    byte[] data =
        type() == EapType.GTC
            ? inside.gtc(request.data())
            : tunnel(request.data(), request.identifier());
    return Optional.of(EapPacket.response(request.identifier(), type(), data).encode());
  }

  /** Whether the server let it in. */
  public boolean isAccepted() {
    return end == EapCode.SUCCESS;
  }

  /** Whether the sign-in has ended. */
  public boolean isOver() {
    return end != null;
  }

  /** Whether the server said in the tunnel of PEAP that it is content. */
  public boolean isConfirmed() {
    return inside.confirmed();
  }

  /** The last question that the person saw, or the text of the failure of MS-CHAPv2. */
  public String prompt() {
    return inside.prompt();
  }

  /** How many requests it answered. */
  public int rounds() {
    return rounds;
  }

  /** How many certificates the server showed; 0 when it resumed a session. */
  public int certificates() {
    return client.certificates();
  }

  /** Whether an earlier session was resumed. */
  public boolean isResumed() {
    return client.isResumed();
  }

  /** The session, to be resumed later; null when there is none. */
  public @Nullable TlsSession session() {
    return client.session();
  }

  /** The 64 octets that both sides have now; not for GTC. */
  public byte[] masterSessionKey() {
    return client.masterSessionKey();
  }

  private int type() {
    return switch (login.method()) {
      case TTLS_PAP -> EapType.TTLS;
      case PEAP_GTC, PEAP_MSCHAPV2 -> EapType.PEAP;
      case GTC -> EapType.GTC;
    };
  }

  private byte[] tunnel(byte[] data, int identifier) {
    TlsFragment fragment = TlsFragment.decode(data).orElseThrow();
    try {
      if (fragment.start()) {
        protocol.connect(client);
        return send();
      }
      if (outgoing.hasNext()) {
        return outgoing.next().encode();
      }
      Reassembly.Result result = incoming.add(fragment);
      return result instanceof Reassembly.Whole whole
          ? records(whole.message(), identifier)
          : TlsFragment.empty(0).encode();
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private byte[] records(byte[] message, int identifier) throws IOException {
    if (message.length > 0) {
      protocol.offerInput(message);
    }
    if (!protocol.isHandshaking()) {
      say(identifier);
    }
    return send();
  }

  private void say(int identifier) throws IOException {
    byte[] clear = new byte[protocol.getAvailableInputBytes()];
    protocol.readInput(clear, 0, clear.length);
    Optional<byte[]> said = Optional.empty();
    if (login.method() != Login.Method.TTLS_PAP) {
      said = clear.length == 0 ? Optional.empty() : inside.peap(clear, identifier);
    } else if (!shown) {
      shown = true;
      said = Optional.of(inside.pap());
    }
    if (said.isPresent()) {
      protocol.writeApplicationData(said.get(), 0, said.get().length);
    }
  }

  private byte[] send() {
    byte[] records = new byte[protocol.getAvailableOutputBytes()];
    protocol.readOutput(records, 0, records.length);
    if (records.length == 0) {
      return TlsFragment.empty(0).encode();
    }
    outgoing = new Fragments(records, login.fragment(), 0);
    return outgoing.next().encode();
  }
}
