package org.vedette.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldif.LDIFException;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.Lockouts;
import org.vedette.api.directory.DirectoryServers;
import org.vedette.api.internal.MemoryHandover;
import org.vedette.api.lifecycle.Handover;
import org.vedette.api.state.Forced;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.user.Block;
import org.vedette.api.user.User;
import org.vedette.ldap.Counters.Count;
import org.vedette.testkit.memory.MemoryDoors;
import org.vedette.testkit.memory.MemoryRecords;
import org.vedette.tls.IdentitySource;

/**
 * A listener on loopback ports, before a directory in memory and a core that does as it is told.
 */
final class LdapFixture extends ExternalResource {
  static final String BASE = "dc=corp,dc=example";
  static final String SERVICE = "cn=reader,ou=services," + BASE;
  static final String SERVICE_PASSWORD = "reader-secret-1";
  static final String ALICE = "uid=alice,ou=people," + BASE;
  static final String PASSWORD = "alice-secret-1";
  static final UUID APPLICATION = new UUID(7, 7);

  final FakeCore core = new FakeCore();
  final KnownNames names = new KnownNames();
  final MemoryRecords records = new MemoryRecords();
  final Handover handover = new MemoryHandover();
  final List<String> failures = new CopyOnWriteArrayList<>();
  final List<DirectoryServers.Server> servers = new CopyOnWriteArrayList<>();
  final MemoryDoors sockets = new MemoryDoors();
  final TemporaryFolder folder = new TemporaryFolder();
  volatile boolean locked;
  Limits limits = Limits.DEFAULTS;
  InMemoryDirectoryServer directory;
  LdapServer server;
  private SSLContext trust;
  private volatile SSLContext behind;
  private final List<LDAPConnection> open = new ArrayList<>();

  @Override
  protected void before() throws Throwable {
    folder.create();
    put("server");
    trust = new SSLUtil(new TrustAllTrustManager()).createSSLContext();
    behind = trust;
    directory = directory();
    servers.add(
        new DirectoryServers.Server(
            "127.0.0.1", directory.getListenPort(), DirectoryServers.Protection.NONE));
    application();
    newUser();
    server = start();
  }

  static InMemoryDirectoryServer directory() throws LDAPException, LDIFException {
    InMemoryDirectoryServerConfig config = config();
    config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("plain", 0));
    return filled(config);
  }

  static InMemoryDirectoryServerConfig config() throws LDAPException {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
    config.setSchema(null);
    config.setAuthenticationRequiredOperationTypes(
        OperationType.ADD, OperationType.MODIFY, OperationType.COMPARE);
    return config;
  }

  static InMemoryDirectoryServer filled(InMemoryDirectoryServerConfig config)
      throws LDAPException, LDIFException {
    InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
    server.add("dn: " + BASE, "objectClass: domain", "dc: corp");
    for (String unit : List.of("people", "services")) {
      server.add("dn: ou=" + unit + "," + BASE, "objectClass: organizationalUnit", "ou: " + unit);
    }
    server.add(
        "dn: " + SERVICE,
        "objectClass: person",
        "cn: reader",
        "sn: x",
        "userPassword: " + SERVICE_PASSWORD);
    server.add(
        "dn: " + ALICE,
        "objectClass: inetOrgPerson",
        "uid: alice",
        "cn: Alice",
        "sn: Liddell",
        "mail: alice@corp.example",
        "userPassword: " + PASSWORD);
    server.startListening();
    return server;
  }

  /** Sets the application anew, with these settings, names and values in turn. */
  void application(String... extra) {
    Map<String, String> values =
        new HashMap<>(Map.of("directory", "corp", "tls", "off", "serviceAccounts", SERVICE));
    for (int index = 0; index < extra.length; index += 2) {
      values.put(extra[index], extra[index + 1]);
    }
    long version = records.find(Application.TYPE, APPLICATION).map(Application::version).orElse(0L);
    records.given(Application.TYPE, application(version + 1, values));
    if (server != null) {
      server.refresh();
    }
  }

  /** Puts another user of the name alice in the place of the one before. */
  void newUser() {
    alices++;
    User user = User.builder(new UUID(1, 1), "alice", "alice").description("no. " + alices).build();
    records.given(User.TYPE, alices == 1 ? user : user.change().build());
  }

  private int alices;

  /** Takes the application away. */
  void disabled() {
    Application now = records.find(Application.TYPE, APPLICATION).orElseThrow();
    var unused =
        records.append(
            new Change.Remove(Application.TYPE, now.id(), now.version()),
            new Actor("test", "test", ""));
    server.refresh();
  }

  /** A client that has bound as a program. */
  LDAPConnection service() throws LDAPException {
    LDAPConnection client = client();
    client.bind(SERVICE, SERVICE_PASSWORD);
    return client;
  }

  static Application application(long version, Map<String, String> extra) {
    return new Application(
        APPLICATION,
        version,
        "Wiki",
        "wiki",
        "ldap",
        List.of("127.0.0.0/8"),
        true,
        true,
        "directory:corp",
        Set.of(),
        Set.of(),
        Duration.ofSeconds(30),
        Application.Appended.OFF,
        1,
        List.of(),
        false,
        extra);
  }

  /** Starts a listener; the one before must have been closed. */
  LdapServer start() throws IOException {
    LdapServer started = new LdapServer(InstantSource.system(), this::time, handover, settings());
    started.core().add(0, core);
    started.standing().lockouts(new Locks());
    started.directories().add("corp", 0, new Where());
    started.sources().add("corp", 0, names);
    started.open();
    started.records(records);
    started.sockets(sockets);
    Awaitility.await().until(() -> started.ports().size() == 2);
    return started;
  }

  /** Time that may be made to pass quicker. */
  private long time() {
    return System.nanoTime() + ahead;
  }

  private volatile long ahead;

  void later(Duration span) {
    ahead += span.toNanos();
  }

  private LdapSettings settings() {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    InetSocketAddress other = new InetSocketAddress("127.0.0.2", 0);
    return new LdapSettings(
        List.of(any),
        List.of(other),
        Optional.of(new IdentitySource.Pem(file("server.pem"), file("server.key"), "")),
        limits,
        2);
  }

  void configure(Limits next) {
    limits = next;
    server.configure(settings());
  }

  Path file(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  /** Puts certificate and key of the resources in the place of those that are used. */
  void put(String name) throws IOException {
    for (String end : List.of(".key", ".pem")) {
      try (InputStream in = LdapFixture.class.getResourceAsStream(name + end)) {
        Path next = file("server" + end + ".new");
        Files.copy(in, next, StandardCopyOption.REPLACE_EXISTING);
        Files.move(next, file("server" + end), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  @Override
  protected void after() {
    open.forEach(LDAPConnection::close);
    server.close();
    directory.shutDown(true);
    try {
      sockets.close();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
    folder.delete();
  }

  int port() {
    return server.ports().get(0);
  }

  int tlsPort() {
    return server.ports().get(1);
  }

  /** Takes what TLS towards the directory trusts from now on. */
  void trust(SSLContext next) {
    behind = next;
  }

  /** Trusts everybody. */
  SSLContext trust() {
    return trust;
  }

  /** A client in clear text. */
  LDAPConnection client() throws LDAPException {
    LDAPConnection client = new LDAPConnection("127.0.0.1", port());
    client.getConnectionOptions().setResponseTimeoutMillis(20_000);
    open.add(client);
    return client;
  }

  /** A client over LDAPS. */
  LDAPConnection tlsClient() throws LDAPException {
    LDAPConnection client = new LDAPConnection(trust.getSocketFactory(), "127.0.0.2", tlsPort());
    open.add(client);
    return client;
  }

  void await(Count count, long number) {
    Awaitility.await().until(() -> server.counters().get(count) >= number);
  }

  private final class Where implements DirectoryServers {
    @Override
    public List<Server> servers() {
      return List.copyOf(servers);
    }

    @Override
    public SSLContext tls() {
      return behind;
    }

    @Override
    public void failed(Server server, String why) {
      failures.add(server.port() + " " + why);
    }
  }

  private final class Locks implements Lockouts {
    @Override
    public Optional<Instant> lockedUntil(UUID user) {
      return locked ? Optional.of(Instant.MAX) : Optional.empty();
    }

    @Override
    public CompletionStage<Forced> unlock(UUID user, String username, Actor actor) {
      return CompletableFuture.failedFuture(new UnsupportedOperationException());
    }

    @Override
    public Optional<Block> fraudBlock(UUID user) {
      return Optional.empty();
    }

    @Override
    public CompletionStage<Forced> endFraudBlock(UUID user, String username, Actor actor) {
      return CompletableFuture.failedFuture(new UnsupportedOperationException());
    }
  }
}
