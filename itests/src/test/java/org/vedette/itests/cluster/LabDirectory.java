package org.vedette.itests.cluster;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.net.InetAddress;

/** A directory that the servers of a lab ask for passwords. */
final class LabDirectory implements AutoCloseable {
  static final String BASE = "dc=corp,dc=example";
  private static final String USER_DN = "uid={name}," + BASE;

  private final InMemoryDirectoryServer server;
  private final String address;

  /** Starts it at this address of the test. */
  LabDirectory(InetAddress address) throws LDAPException, LDIFException {
    this.address = address.getHostAddress();
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
    config.setSchema(null);
    config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("plain", address, 0, null));
    server = new InMemoryDirectoryServer(config);
    server.add("dn: " + BASE, "objectClass: domain", "dc: corp");
    server.startListening();
  }

  /** Makes it known to a server, as {@code directory:corp}. */
  void into(LabServer master) {
    master
        .server()
        .vedette(
            "directory",
            "add",
            "corp",
            "servers=ldap://" + address + ":" + server.getListenPort(),
            "allowClearText=true",
            "userDnTemplate=" + USER_DN,
            "baseDn=" + BASE);
  }

  /** The DN of a person. */
  static String dn(String name) {
    return USER_DN.replace("{name}", name);
  }

  /** Adds a person. */
  void add(String name, String password) throws LDAPException, LDIFException {
    server.add(
        "dn: " + dn(name),
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
