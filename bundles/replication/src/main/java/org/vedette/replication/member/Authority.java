package org.vedette.replication.member;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.UUID;
import org.vedette.api.secret.SealedPlace;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.replication.cert.ClusterAuthority;
import org.vedette.replication.cert.Pem;

/** The cluster's authority as it is kept: every server can open its key. */
final class Authority {
  private Authority() {}

  static SealedPlace place(UUID cluster) {
    return new SealedPlace("cluster", cluster.toString(), "authority");
  }

  static ClusterAuthority open(Realm realm, SecretVault vault)
      throws GeneralSecurityException, IOException {
    try (Secret key = vault.open(place(realm.cluster()), realm.sealedKey())) {
      byte[] encoded = key.bytes();
      try {
        return new ClusterAuthority(Pem.certificate(realm.authority()), Pem.privateKey(encoded));
      } finally {
        Arrays.fill(encoded, (byte) 0);
      }
    }
  }

  static String serial(X509Certificate certificate) {
    return certificate.getSerialNumber().toString(16);
  }
}
