package org.vedette.replication.peer;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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

/**
 * Lets those in whose certificate names a server of the cluster, whatever they want on the port: a
 * certificate of the cluster's authority alone is not enough, because the server that it was issued
 * to may have been removed.
 */
public final class Gatekeeper implements ServerInterceptor {
  /** Name of the server that calls. */
  static final Context.Key<String> CALLER = Context.key("caller");

  private final Supplier<Set<String>> members;

  /** Asks for the names of the members at every call. */
  public Gatekeeper(Supplier<Set<String>> members) {
    this.members = members;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Optional<String> caller =
        caller(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION))
            .filter(name -> members.get().contains(name));
    if (caller.isEmpty()) {
      call.close(Status.PERMISSION_DENIED.withDescription("not a server here"), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    return Contexts.interceptCall(
        Context.current().withValue(CALLER, caller.get()), call, headers, next);
  }

  private static Optional<String> caller(SSLSession session) {
    if (session == null) {
      return Optional.empty();
    }
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain.length > 0 && chain[0] instanceof X509Certificate own
          ? commonName(own)
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
