package org.vedette.itests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Random;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.itests.blackbox.Server.Ran;

/** What strangers send to the port between servers, and orders that cannot be followed. */
public class ClusterBadInputLongIT {
  private static final int PATIENCE_MILLIS = 15_000;
  private static final int GARBAGE = 4096;
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** What begins like a handshake of TLS and ends at once: a record of 512 octets, cut. */
  private static final byte[] HELLO = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

  private static ClusterLab lab;
  private static LabServer a;
  private static LabServer b;

  /** Pairs two servers. */
  @BeforeClass
  public static void pair() throws Exception {
    lab = new ClusterLab();
    List<LabServer> both = lab.start("a", "b");
    a = both.get(0);
    b = both.get(1);
    lab.enter(a);
    lab.join(a, b);
  }

  /** Both still work; then ends them. */
  @AfterClass
  public static void end() throws Exception {
    if (lab != null) {
      lab.close();
    }
  }

  private static void assertBothWork(String user) throws Exception {
    b.rest().call("POST", "/users", "{\"username\":\"%s\"}".formatted(user));
    assertThat(a.knows(user)).isTrue();
    assertThat(a.standing().notice()).isEmpty();
    assertThat(a.standing().peer("b").orElseThrow().trouble()).isEmpty();
  }

  @Test
  public void garbageAtThePortIsClosed() throws Exception {
    byte[] random = new byte[GARBAGE];
    new Random(3).nextBytes(random);
    for (byte[] each : List.of(REQUEST, HELLO, random)) {
      try (Socket socket = new Socket()) {
        socket.connect(a.at(ClusterLab.PEER_PORT), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write(each);
        socket.shutdownOutput();
        byte[] answer = read(socket);
        // Nothing, or an alert of TLS: content type 21.
        assertThat(answer.length == 0 || answer[0] == 21).isTrue();
      }
    }
    assertBothWork("after-garbage");
  }

  private static byte[] read(Socket socket) throws IOException {
    try {
      return socket.getInputStream().readAllBytes();
    } catch (SocketException reset) {
      return new byte[0];
    }
  }

  @Test
  public void aCertificateOfAnotherAuthorityAndNoneAreRefused() throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    KeyStore foreign = lab.key().store();
    keys.init(foreign, lab.key().password());
    SSLContext stranger = SSLContext.getInstance("TLS");
    stranger.init(keys.getKeyManagers(), new TrustManager[] {new Gullible()}, null);
    SSLContext nobody = SSLContext.getInstance("TLS");
    nobody.init(null, new TrustManager[] {new Gullible()}, null);
    for (SSLContext each : List.of(stranger, nobody)) {
      try (SSLSocket socket = (SSLSocket) each.getSocketFactory().createSocket()) {
        socket.connect(a.at(ClusterLab.PEER_PORT), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        // Who is let in is sent settings of HTTP/2 at once.
        assertThat(firstOctet(socket)).as("nothing is said").isEqualTo(-1);
      }
    }
    assertBothWork("after-strangers");
  }

  private static int firstOctet(SSLSocket socket) throws IOException {
    try {
      socket.startHandshake();
      return socket.getInputStream().read();
    } catch (SSLException | SocketException refused) {
      return -1;
    }
  }

  @Test
  public void ordersThatCannotBeFollowedAreRefusedInWords() throws Exception {
    assertRefused(a, "already|there is a server called b", "server", "invite", "b");
    assertRefused(a, "a server called a|itself is called a", "server", "invite", "a");
    assertRefused(a, "letters", "server", "invite", "No_Name");
    assertRefused(a, "promote another server first", "server", "remove", "a");
    assertRefused(a, "no server called zz", "server", "remove", "zz");
    assertRefused(a, "does not wait", "server", "alone");
    Path invitation = lab.invite(a, "c");
    assertRefused(
        b,
        "belongs to a cluster",
        "server",
        "join",
        "--replace",
        "--credentials",
        invitation.toString());
    Path nonsense = Files.writeString(lab.folder().resolve("nonsense"), "nonsense\n");
    assertRefused(
        b, "credentials", "server", "join", "--replace", "--credentials", nonsense.toString());
    assertBothWork("after-orders");
  }

  private static void assertRefused(LabServer server, String words, String... command) {
    Ran ran = server.server().tryVedette("", command);
    assertThat(ran.code()).as(String.join(" ", command)).isNotZero();
    assertThat(ran.out()).as(String.join(" ", command)).containsPattern(words);
  }

  /** Believes any server: what is tested is whom the server believes. */
  private static final class Gullible implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
