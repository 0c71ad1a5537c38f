package org.vedette.itests.update;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A directory on loopback that takes its time over every password. */
final class SlowDirectory implements AutoCloseable {
  static final String BASE = "dc=corp,dc=example";
  static final String USER_DN = "uid={name}," + BASE;

  private final InMemoryDirectoryServer server;

  /** Starts it. */
  SlowDirectory(Duration delay) throws LDAPException, LDIFException {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
    config.setSchema(null);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig(
            "plain", InetAddress.getLoopbackAddress(), 0, null));
    config.addInMemoryOperationInterceptor(
        new InMemoryOperationInterceptor() {
          @Override
          public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) {
            long end = System.nanoTime() + delay.toNanos();
            for (long left = delay.toNanos(); left > 0; left = end - System.nanoTime()) {
              LockSupport.parkNanos(left);
            }
          }
        });
    server = new InMemoryDirectoryServer(config);
    server.add("dn: " + BASE, "objectClass: domain", "dc: corp");
    server.startListening();
  }

  String url() {
    return "ldap://127.0.0.1:" + server.getListenPort();
  }

  /** Adds a person. */
  void add(String name, String password) throws LDAPException, LDIFException {
    server.add(
        "dn: " + USER_DN.replace("{name}", name),
        "objectClass: inetOrgPerson",
        "uid: " + name,
        "cn: " + name,
        "sn: " + name,
        "userPassword: " + password);
  }

  @Override
  public void close() {
    server.shutDown(true);
  }
}
