package org.vedette.eap;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsSession;
import org.vedette.api.auth.Asking;
import org.vedette.api.eap.EapMessage;
import org.vedette.api.eap.EapMethod;
import org.vedette.api.secret.SecretVault;
import org.vedette.codec.eap.EapPacket;
import org.vedette.codec.eap.EapType;
import org.vedette.codec.eap.TlsFragment;

/** Makes methods for conversations. Thread-safe. */
final class Methods {
  private static final TunnelServer.Kind TTLS =
      new TunnelServer.Kind(EapType.TTLS, "ttls keying material");
  private static final TunnelServer.Kind PEAP =
      new TunnelServer.Kind(EapType.PEAP, "client EAP encryption");

  /** Octets of a packet that are no TLS: header, type, flags and length. */
  private static final int AROUND = EapPacket.HEADER + 1 + TlsFragment.OVERHEAD;

  private static final int LEAST_FRAGMENT = 50;

  private final Supplier<EapSettings> settings;
  private final Supplier<Optional<ServerKey>> key;
  private final Sessions sessions;
  private final SecretVault vault;
  private final InstantSource clock;

  Methods(
      Supplier<EapSettings> settings,
      Supplier<Optional<ServerKey>> key,
      Sessions sessions,
      SecretVault vault,
      InstantSource clock) {
    this.settings = settings;
    this.key = key;
    this.sessions = sessions;
    this.vault = vault;
    this.clock = clock;
  }

  /** Lists the EAP types that a message allows, the first to be offered first. */
  static List<Integer> types(EapMessage message) {
    return message.methods().stream().map(Methods::type).distinct().toList();
  }

  /**
   * Makes a method.
   *
   * @param type one of {@link #types}
   * @param identity what was said outside
   * @return empty when there is no certificate for a tunnel
   * @throws IOException after an error of ours
   */
  Optional<Method> make(int type, EapMessage message, String identity) throws IOException {
    Asking asking = message.asking() ? Asking.TYPED : Asking.NEVER;
    if (type == EapType.GTC) {
      return Optional.of(new Gtc(identity, asking, clock));
    }
    Optional<ServerKey> present = key.get();
    if (present.isEmpty()) {
      return Optional.empty();
    }
    Method inside = type == EapType.TTLS ? new TtlsPap() : new PeapInside(offers(message, asking));
    TunnelServer.Kind kind = type == EapType.TTLS ? TTLS : PEAP;
    return Optional.of(tunnel(present.get(), kind, inside, message));
  }

  private Method tunnel(
      ServerKey present, TunnelServer.Kind kind, Method inside, EapMessage message)
      throws IOException {
    EapSettings now = settings.get();
    ProtocolVersion[] versions =
        now.tlsVersions().stream().map(TlsVersion::version).toArray(ProtocolVersion[]::new);
    // Widespread supplicants of TTLS leave the password out of a resumed tunnel, and would fail.
    TunnelServer.Resumption resumed =
        kind.type() == EapType.PEAP
            ? new Resumed(message.application(), now)
            : TunnelServer.Resumption.NONE;
    Tunnel tunnel = new Tunnel(new TunnelServer(present, versions, kind, resumed));
    int packet = message.path() > 0 ? Math.min(message.path(), now.fragment()) : now.fragment();
    return new TunnelMethod(tunnel, inside, Math.max(LEAST_FRAGMENT, packet - AROUND));
  }

  private List<PeapInside.Offer> offers(EapMessage message, Asking asking) {
    return message.methods().stream()
        .filter(each -> type(each) == EapType.PEAP)
        .map(
            each ->
                each == EapMethod.PEAP_GTC
                    ? new PeapInside.Offer(EapType.GTC, name -> new Gtc(name, asking, clock))
                    : new PeapInside.Offer(EapType.MSCHAPV2, name -> new InnerMsChap(name, vault)))
        .toList();
  }

  private static int type(EapMethod method) {
    return switch (method) {
      case TTLS_PAP -> EapType.TTLS;
      case PEAP_GTC, PEAP_MSCHAPV2 -> EapType.PEAP;
      case GTC -> EapType.GTC;
    };
  }

  /** The sessions of one application. */
  private final class Resumed implements TunnelServer.Resumption {
    private final UUID application;
    private final EapSettings now;

    Resumed(UUID application, EapSettings now) {
      this.application = application;
      this.now = now;
    }

    @Override
    public boolean isOn() {
      return now.sessionMinutes() > 0;
    }

    @Override
    public Optional<TlsSession> find(byte[] id) {
      return isOn() ? sessions.find(application, id) : Optional.empty();
    }

    @Override
    public void keep(TlsSession session) {
      sessions.put(
          application,
          session,
          TimeUnit.MINUTES.toNanos(now.sessionMinutes()),
          now.maxConversations());
    }
  }
}
