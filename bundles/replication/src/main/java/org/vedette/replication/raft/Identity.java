package org.vedette.replication.raft;

import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.ratis.grpc.GrpcTlsConfig;

/**
 * Who this server is towards the others, and whom it believes. Both managers may give another
 * certificate at any time: new connections use it.
 *
 * @param key the server's own key and certificate
 * @param trust believes the authority of the cluster alone
 */
public record Identity(X509ExtendedKeyManager key, X509ExtendedTrustManager trust) {
  GrpcTlsConfig tls() {
    return new GrpcTlsConfig(key, trust, true);
  }
}
