package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runners.MethodSorters;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.SharedSecret;
import org.vedette.itests.blackbox.HeldBundle;
import org.vedette.itests.blackbox.Rest;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.blackbox.Site.Person;
import org.vedette.itests.jars.Jars;
import org.vedette.testkit.held.HeldPhones;
import org.vedette.testkit.held.HeldPhones.Decision;

/**
 * radsecproxy, FreeRADIUS and OpenSSL come by TLS (RFC 6614). The watchdog, which takes its time,
 * is the last by its name, so that this time passes during the others.
 */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class RadsecRealIT {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String FRONT = "127.0.0.6";
  private static final byte[] NOTHING = {};

  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();

  private static HeldPhones phones;
  private static Server server;
  private static Rest rest;
  private static TestAuthority authority;
  private static TestAuthority other;
  private static RadsecPeers peers;
  private static int port;

  @BeforeClass
  public static void start() throws Exception {
    authority = TestAuthority.in(FOLDER.newFolder("ours").toPath());
    authority.client("nas", "nas1.example.org");
    authority.client("front", "front.example.org");
    authority.client("wrong", "nas1.example.com");
    authority.server("renewed");
    other = TestAuthority.in(FOLDER.newFolder("other").toPath());
    other.client("nas", "nas1.example.org");
    phones = new HeldPhones();
    server = Server.unpack("radsec");
    HeldBundle.into(server);
    configure();
    server.start();
    HeldBundle.await(server);
    rest = Rest.of(server.base());
    Site.client(server, "proxy", "127.0.0.1", "radsecName=nas1.example.org", "radsecOnly=on");
    Site.client(server, "front", FRONT, "radsecName=*.example.org");
    peers = new RadsecPeers(FOLDER.newFolder("peers").toPath(), authority, port, FRONT);
  }

  private static void configure() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path tls = server.base().resolve("etc/tls");
    Files.createDirectories(tls);
    Files.copy(authority.serverCertificate(), tls.resolve("radsec.pem"));
    Files.copy(authority.serverKey(), tls.resolve("radsec.key"));
    Files.copy(authority.certificate(), tls.resolve("clients.pem"));
    Files.writeString(
        server.base().resolve("etc/org.vedette.radsec.cfg"),
        """
        addresses = 127.0.0.1:%d
        certificateFile = etc/tls/radsec.pem
        keyFile = etc/tls/radsec.key
        authoritiesFile = etc/tls/clients.pem
        """
            .formatted(port));
  }

  @AfterClass
  public static void stop() {
    if (peers != null) {
      peers.close();
    }
    server.close();
    phones.close();
  }

  @Test
  public void radsecproxySignsIn() throws Exception {
    signIn(peers.radsecproxy());
  }

  @Test
  public void freeRadiusSignsIn() throws Exception {
    signIn(peers.freeRadius());
  }

  private static void signIn(InetSocketAddress proxy) throws Exception {
    Person person = Site.person(server);
    Radclient.Reply challenge = Radclient.signIn(proxy, LOOPBACK, person.name(), Site.PASSWORD);
    assertThat(challenge.code())
        .as(challenge.output() + peers.log() + server.log())
        .contains("Access-Challenge");
    String code = person.token().codeAt(Instant.now());
    assertThat(Radclient.answer(proxy, LOOPBACK, person.name(), code, challenge).code())
        .contains("Access-Accept");
    assertThat(Radclient.answer(proxy, LOOPBACK, person.name(), code, challenge).code())
        .as("a State works once")
        .contains("Access-Reject");
    assertThat(Radclient.signIn(proxy, LOOPBACK, person.name(), "wrong").code())
        .contains("Access-Reject");
  }

  private static void rejects(InetSocketAddress proxy) {
    assertThat(Radclient.signIn(proxy, LOOPBACK, "nobody", "wrong").code())
        .contains("Access-Reject");
  }

  /** RFC 5997 as a watchdog: radsecproxy asks where nothing was said for 25 s. */
  @Test
  public void theWatchdogIsAnswered() throws Exception {
    Awaitility.await("radsecproxy says that its Status-Server was answered")
        .atMost(Duration.ofSeconds(60))
        .until(() -> peers.log().contains("got status server response from idle"));
    assertThat(counter("radius", "status")).isPositive();
  }

  @Test
  public void aCertificateOfAnotherAuthorityIsRefused() {
    OpensslClient.Ran ran = OpensslClient.connect(port, authority, other, "nas", status());
    assertThat(ran.output()).contains("alert");
    assertThat(server.log())
        .contains(
            "The certificate of a client is refused. subject=\"CN=nas\" why=\"NO_TRUST_ANCHOR");
  }

  @Test
  public void aCertificateOfAnotherNameIsRefused() {
    OpensslClient.Ran ran = OpensslClient.connect(port, authority, authority, "wrong", status());
    assertThat(ran.code()).as("the server ends it: " + ran.output()).isZero();
    assertThat(server.log())
        .contains("wanted=nas1.example.org found=\"nas1.example.com\"")
        .doesNotContain("found=\"nas1.example.org\"");
  }

  @Test
  public void onlyNewVersionsOfTlsAreSpoken() {
    assertThat(show("-tls1_2", "-cipher", "DEFAULT").output()).contains("Protocol  : TLSv1.2");
    assertThat(show("-tls1_3").output()).contains("TLSv1.3");
    assertThat(show("-tls1_1", "-cipher", "DEFAULT:@SECLEVEL=0").output())
        .contains("alert protocol version");
    assertThat(show("-tls1_2", "-cipher", "AES128-SHA").output())
        .contains("alert handshake failure");
  }

  /** The connection that is there goes on; a new one sees the new certificate. */
  @Test
  public void theCertificateIsReplacedWhileConnected() throws Exception {
    rejects(peers.radsecproxy());
    long connected = counter("radsec", "connected");
    Path tls = server.base().resolve("etc/tls");
    replace("renewed.key", tls.resolve("radsec.key"));
    replace("renewed.pem", tls.resolve("radsec.pem"));
    Awaitility.await("the new certificate is shown")
        .atMost(Duration.ofSeconds(30))
        .until(() -> show().output().contains("subject=CN = renewed"));

    long shown = counter("radsec", "connected") - connected;
    rejects(peers.radsecproxy());
    assertThat(counter("radsec", "connected") - connected).as("no new one").isEqualTo(shown);
  }

  /** A person is asked before the update and answers after it. */
  @Test
  public void radiusIsReplacedWhileConnected() throws Exception {
    Site.withPhone(server, "held", phones);
    Site.password(server, "held");
    rejects(peers.radsecproxy());
    long connected = counter("radsec", "connected");
    CompletableFuture<Radclient.Reply> held =
        CompletableFuture.supplyAsync(
            () ->
                Radclient.send(
                    peers.radsecproxy(),
                    "User-Name = \"held\"\nUser-Password = \"%s\"\n".formatted(Site.PASSWORD),
                    50));
    Awaitility.await("the phone rings").until(() -> held.isDone() || !phones.open().isEmpty());
    int rings = phones.rings();
    Path jar =
        Jars.shipped(server.base(), "org.vedette.radius")
            .version("0.1.7")
            .write(FOLDER.newFolder("jars").toPath(), "radius.jar");
    server.vedette("capability", "update", jar.toString());
    phones.open().forEach(prompt -> phones.answer(prompt, Decision.APPROVE));

    assertThat(held.join().code()).as(held.join().output() + peers.log()).contains("Access-Accept");
    assertThat(phones.rings()).as("nobody is asked twice").isEqualTo(rings);
    assertThat(rest.call("GET", "/capabilities", "")).contains("0.1.7");
    rejects(peers.radsecproxy());
    assertThat(counter("radsec", "connected")).as("no new connection").isEqualTo(connected);
  }

  private static OpensslClient.Ran show(String... more) {
    return OpensslClient.connect(port, authority, authority, "nas", NOTHING, more);
  }

  private static void replace(String from, Path to) throws IOException {
    Path next = to.resolveSibling(to.getFileName() + ".new");
    Files.copy(authority.file(from), next, StandardCopyOption.REPLACE_EXISTING);
    Files.move(next, to, StandardCopyOption.ATOMIC_MOVE);
  }

  private static byte[] status() {
    byte[] authenticator = new byte[16];
    new SecureRandom().nextBytes(authenticator);
    return RadiusRequest.status().bytes(1, authenticator, SharedSecret.of("radsec"));
  }

  /** Reads one of the counters in the health of a capability. */
  private static long counter(String capability, String name) throws Exception {
    String all = rest.call("GET", "/capabilities", "");
    Matcher matcher =
        Pattern.compile("\"id\"\\s*:\\s*\"" + capability + "\"[^}]*?[ \"]" + name + "=(\\d+)")
            .matcher(all);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }
}
