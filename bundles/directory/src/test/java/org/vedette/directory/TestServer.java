package org.vedette.directory;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.cert.ManageCertificates;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An in-memory directory with plain, StartTLS and TLS access on loopback. */
final class TestServer implements AutoCloseable {
  static final String SERVICE_PASSWORD = "service-password-1";
  static final String ALICE = "uid=alice,ou=people,dc=corp,dc=example";
  static final String ALICE_PASSWORD = "alice-password-1";

  private static final String PIN = "test-store-1";
  private static final SSLContext TLS;
  static final String CERTIFICATE;

  static {
    try {
      Path file = Files.createTempDirectory("vedette-test").resolve("keys.p12");
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      ManageCertificates.main(
          null,
          said,
          said,
          "generate-self-signed-certificate",
          "--keystore",
          file.toString(),
          "--keystore-type",
          "PKCS12",
          "--keystore-password",
          PIN,
          "--alias",
          "server",
          "--subject-dn",
          "CN=Test directory",
          "--key-algorithm",
          "EC",
          "--key-size-bits",
          "256",
          "--signature-algorithm",
          "SHA256withECDSA",
          "--subject-alternative-name-dns",
          "localhost",
          "--subject-alternative-name-ip-address",
          "127.0.0.1");
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, PIN.toCharArray());
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(file.getParent());
      }
      Certificate certificate = store.getCertificate(store.aliases().nextElement());
      CERTIFICATE =
          "-----BEGIN CERTIFICATE-----\n"
              + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
              + "\n-----END CERTIFICATE-----\n";
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PIN.toCharArray());
      TLS = SSLContext.getInstance("TLS");
      TLS.init(keys.getKeyManagers(), null, null);
    } catch (Exception failure) {
      throw new ExceptionInInitializerError(failure);
    }
  }

  private final String address;
  final InMemoryDirectoryServer server;
  final List<String> binds = new CopyOnWriteArrayList<>();
  final ConcurrentHashMap<Long, String> boundOn = new ConcurrentHashMap<>();
  final List<String> searchedAs = new CopyOnWriteArrayList<>();
  volatile LDAPException bindAnswer;
  volatile Duration hashing = Duration.ZERO;
  volatile boolean serviceLocked;
  volatile LDAPException searchAnswer;
  volatile UnaryOperator<Entry> liar;

  TestServer() throws Exception {
    this("127.0.0.1");
  }

  TestServer(String address) throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=corp,dc=example");
    config.setSchema(null);
    config.addAdditionalBindCredentials("cn=service,dc=corp,dc=example", SERVICE_PASSWORD);
    this.address = address;
    InetAddress loopback = InetAddress.getByName(address);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig("plain", loopback, 0, TLS.getSocketFactory()),
        InMemoryListenerConfig.createLDAPSConfig(
            "tls", loopback, 0, TLS.getServerSocketFactory(), TLS.getSocketFactory()));
    config.setAuthenticationRequiredOperationTypes(EnumSet.of(OperationType.SEARCH));
    config.addInMemoryOperationInterceptor(new Watcher());
    config.addInMemoryOperationInterceptor(new ReadingTest.Liar(this));
    server = new InMemoryDirectoryServer(config);
    server.add("dn: dc=corp,dc=example", "objectClass: domain", "dc: corp");
    server.add("dn: ou=people,dc=corp,dc=example", "objectClass: organizationalUnit", "ou: people");
    server.add(
        "dn: " + ALICE,
        "objectClass: inetOrgPerson",
        "uid: alice",
        "cn: Alice",
        "sn: Example",
        "mail: alice@corp.example",
        "memberOf: cn=VPN,ou=groups,dc=corp,dc=example",
        "memberOf: CN=Staff,ou=groups,dc=corp,dc=example",
        "userPassword: " + ALICE_PASSWORD);
    for (String twin : List.of("one", "two")) {
      server.add(
          "dn: cn=" + twin + ",ou=people,dc=corp,dc=example",
          "objectClass: inetOrgPerson",
          "cn: " + twin,
          "sn: Twin",
          "uid: twin",
          "userPassword: twin-password-1");
    }
    server.startListening();
  }

  String plain() {
    return "ldap://" + address + ":" + server.getListenPort("plain");
  }

  String tls() {
    return "ldaps://" + address + ":" + server.getListenPort("tls");
  }

  void stop() {
    server.shutDown(true);
  }

  void start() throws LDAPException {
    server.startListening();
  }

  @Override
  public void close() {
    server.shutDown(true);
  }

  private final class Watcher extends InMemoryOperationInterceptor {
    @Override
    public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request)
        throws LDAPException {
      String dn = request.getRequest().getBindDN();
      binds.add(dn);
      boundOn.put(request.getConnectionID(), dn);
      if (dn.equals(ALICE)) {
        LockSupport.parkNanos(hashing.toNanos());
      }
      if (serviceLocked && dn.startsWith("cn=service")) {
        throw answer(ResultCode.INVALID_CREDENTIALS, "AcceptSecurityContext error, data 775, v1");
      }
      if (bindAnswer != null && !dn.startsWith("cn=service")) {
        throw bindAnswer;
      }
    }

    @Override
    public void processSearchRequest(InMemoryInterceptedSearchRequest request) {
      searchedAs.add(boundOn.getOrDefault(request.getConnectionID(), "nobody"));
    }
  }

  static LDAPException answer(ResultCode code, String text) {
    return new LDAPException(code, text);
  }
}
