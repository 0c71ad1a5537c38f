package org.vedette.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** Binds of clients, and what they were answered. */
final class Binds {
  private Binds() {}

  static ResultCode code(LDAPConnection client, String name, String password) {
    return code(client, new SimpleBindRequest(name, password));
  }

  static ResultCode code(LDAPConnection client, BindRequest request) {
    try {
      return client.bind(request).getResultCode();
    } catch (LDAPException refused) {
      return refused.getResultCode();
    }
  }

  /** Begins one, and returns once the core was asked, or the answer is there. */
  static CompletableFuture<ResultCode> later(
      LdapFixture ldap, LDAPConnection client, String name, String password) {
    int before = ldap.core.requests.size();
    CompletableFuture<ResultCode> code =
        CompletableFuture.supplyAsync(() -> code(client, name, password));
    Awaitility.await().until(() -> ldap.core.requests.size() > before || code.isDone());
    return code;
  }
}
