package org.vedette.itests.update;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.vedette.itests.update.Ended.Verdict;

/**
 * A program that signs people in by LDAP: it connects, binds as the person, reads the person's
 * entry and goes. When the connection breaks or the server says that it is not able to answer, it
 * tries once more from the beginning, with the same password.
 */
final class LdapSignIns implements AutoCloseable {
  private static final int TRIES = 2;
  private static final int MILLIS = 6_000;

  /**
   * How it ended.
   *
   * @param tries how often the program began
   */
  record Outcome(int tries, Verdict verdict) {}

  private final InetSocketAddress server;
  private final LocalSocketFactory sockets;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  LdapSignIns(InetSocketAddress server, InetSocketAddress source) {
    this.server = server;
    this.sockets = new LocalSocketFactory(source.getAddress());
  }

  /** Signs somebody in, whose password is {@code wrong} or not. */
  CompletableFuture<Outcome> signIn(String dn, String password, boolean wrong) {
    return CompletableFuture.supplyAsync(() -> tried(dn, password, wrong), threads);
  }

  private Outcome tried(String dn, String password, boolean wrong) {
    Verdict verdict = Verdict.LOST;
    int tries = 0;
    while (verdict == Verdict.LOST && tries < TRIES) {
      tries++;
      verdict = once(dn, password, wrong);
    }
    return new Outcome(tries, verdict);
  }

  private Verdict once(String dn, String password, boolean wrong) {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(MILLIS);
    options.setResponseTimeoutMillis(MILLIS);
    try (LDAPConnection connection =
        new LDAPConnection(sockets, options, server.getHostString(), server.getPort())) {
      connection.bind(dn, password);
      SearchResultEntry own = connection.getEntry(dn, "uid");
      if (own == null) {
        return Verdict.ODD;
      }
      return wrong ? Verdict.WRONG_GRANT : Verdict.RIGHT;
    } catch (LDAPException failure) {
      return judge(failure.getResultCode(), wrong);
    }
  }

  private static Verdict judge(ResultCode code, boolean wrong) {
    if (code.equals(ResultCode.INVALID_CREDENTIALS)) {
      return wrong ? Verdict.RIGHT : Verdict.WRONG_DENIAL;
    }
    boolean again =
        !code.isConnectionUsable()
            || code.equals(ResultCode.UNAVAILABLE)
            || code.equals(ResultCode.TIMEOUT);
    return again ? Verdict.LOST : Verdict.ODD;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
