package org.vedette.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.itests.blackbox.Site.SECRET;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Authenticators;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Decoded;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.PacketWriter;
import org.vedette.codec.radius.SharedSecret;

/** A user is blocked, and the client that reported the session is told to end it. */
public class DisconnectIT {
  private static final String ADDRESS = "127.0.0.8";

  private static Server server;
  private static DatagramSocket nas;

  @BeforeClass
  public static void start() throws Exception {
    nas = new DatagramSocket(0, InetAddress.getByName(ADDRESS));
    nas.setSoTimeout(30_000);
    server = Server.unpack("disconnect");
    server.start();
    Site.client(server, "vpn", ADDRESS, "disconnect=on", "disconnectPort=" + nas.getLocalPort());
  }

  @AfterClass
  public static void stop() {
    nas.close();
    server.close();
  }

  @Test
  public void theSessionOfABlockedUserIsEndedAtTheClient() throws Exception {
    server.vedette("user", "add", "dora");
    server.vedette("user", "add", "emil");
    try (RadiusClient reports =
        RadiusClient.to(server.accounting(), SECRET)
            .from(new InetSocketAddress(ADDRESS, 0))
            .open()) {
      for (String name : new String[] {"dora", "emil"}) {
        RadiusRequest report =
            RadiusRequest.accounting(1, "session-of-" + name)
                .with(Attribute.text(AttributeTypes.USER_NAME, name));
        Awaitility.await("the report is acknowledged")
            .until(() -> reports.exchange(report).reply().isPresent());
      }
    }
    Awaitility.await("the session is listed")
        .until(() -> server.vedette("accounting", "list", "--json").contains("session-of-dora"));
    server.vedette("user", "block", "dora", "--reason", "telephone stolen");

    DatagramPacket datagram = new DatagramPacket(new byte[4096], 4096);
    nas.receive(datagram);
    Packet request =
        Packet.decode(Arrays.copyOf(datagram.getData(), datagram.getLength()))
            .match(
                Decoded.Valid::packet,
                malformed -> {
                  throw new AssertionError(malformed.why());
                });
    SharedSecret secret = SharedSecret.of(SECRET);
    assertThat(request.code()).isEqualTo(Code.DISCONNECT_REQUEST);
    assertThat(Authenticators.provesRequest(request, secret)).isTrue();
    assertThat(request.attributes())
        .contains(
            Attribute.text(AttributeTypes.USER_NAME, "dora"),
            Attribute.text(AttributeTypes.ACCT_SESSION_ID, "session-of-dora"));
    byte[] done =
        new PacketWriter(Code.DISCONNECT_ACK, request.identifier())
            .reply(request.authenticator(), secret);
    nas.send(new DatagramPacket(done, done.length, datagram.getSocketAddress()));

    Awaitility.await("the log says that the session was ended")
        .until(() -> server.log().contains("A session of a blocked user was ended."));
  }
}
