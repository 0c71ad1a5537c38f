package org.vedette.replication.cert;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** The key and certificate of this server, which may be renewed. Thread-safe. */
public final class OwnKey extends X509ExtendedKeyManager {
  private static final String ALIAS = "server";
  private static final String KEY_TYPE = "EC";

  /**
   * A key with its certificates.
   *
   * @param chain the server's own first
   */
  public record Pair(PrivateKey key, X509Certificate[] chain) {
    /** Copies the chain. */
    public Pair {
      chain = chain.clone();
    }

    @Override
    public X509Certificate[] chain() {
      return chain.clone();
    }
  }

  private volatile Pair pair;

  /** Begins with a pair. */
  public OwnKey(Pair first) {
    pair = first;
  }

  /** New connections use another pair from now on. */
  public void renew(Pair next) {
    pair = next;
  }

  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return Arrays.asList(keyTypes).contains(KEY_TYPE) ? ALIAS : null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return keyType.equals(KEY_TYPE) ? ALIAS : null;
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return chooseClientAlias(keyTypes, issuers, null);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return chooseServerAlias(keyType, issuers, null);
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return pair.chain();
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return pair.key();
  }
}
