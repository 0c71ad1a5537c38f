package org.vedette.replication.peer;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.ratis.thirdparty.io.grpc.Context;
import org.apache.ratis.thirdparty.io.grpc.Contexts;
import org.apache.ratis.thirdparty.io.grpc.Grpc;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * Lets those in whose certificate is one of a server of the cluster, whatever they want on the
 * port: a certificate of the cluster's authority alone is not enough, because the server that it
 * was issued to may have been removed.
 */
public final class Gatekeeper implements ServerInterceptor {
  /** Name of the server that calls. */
  static final Context.Key<String> CALLER = Context.key("caller");

  /** Knows who may come in. Asked at every call; answers at once, from any thread. */
  @FunctionalInterface
  public interface Door {
    /**
     * Tells whether a caller may.
     *
     * @param name common name of its certificate
     * @param serial serial number of its certificate, hexadecimal
     * @param question what it asks of a {@link PeerService}; empty for anything else on the port
     */
    boolean admits(String name, String serial, Optional<PeerMethod> question);
  }

  private record Shown(String name, String serial) {}

  private final Door door;

  /** Asks this one. */
  public Gatekeeper(Door door) {
    this.door = door;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Optional<PeerMethod> question = PeerMethod.of(call.getMethodDescriptor().getFullMethodName());
    Optional<Shown> caller =
        shown(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION))
            .filter(it -> door.admits(it.name(), it.serial(), question));
    if (caller.isEmpty()) {
      call.close(Status.PERMISSION_DENIED.withDescription("not a server here"), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    return Contexts.interceptCall(
        Context.current().withValue(CALLER, caller.get().name()), call, headers, next);
  }

  private static Optional<Shown> shown(@Nullable SSLSession session) {
    if (session == null) {
      return Optional.empty();
    }
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain.length > 0 && chain[0] instanceof X509Certificate own
          ? commonName(own).map(name -> new Shown(name, own.getSerialNumber().toString(16)))
          : Optional.empty();
    } catch (SSLPeerUnverifiedException nobody) {
      return Optional.empty();
    }
  }

  private static Optional<String> commonName(X509Certificate certificate) {
    try {
      return new LdapName(certificate.getSubjectX500Principal().getName())
          .getRdns().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(Rdn::getValue)
              .map(String::valueOf)
              .findFirst();
    } catch (InvalidNameException damaged) {
      return Optional.empty();
    }
  }
}
