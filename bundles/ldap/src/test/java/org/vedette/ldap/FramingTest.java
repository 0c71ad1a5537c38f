package org.vedette.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assert.assertThrows;

import com.unboundid.asn1.ASN1Exception;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Test;
import org.vedette.api.auth.Application;
import org.vedette.listener.ldap.BrokenException;
import org.vedette.listener.ldap.Framing;

/** Messages in a stream of octets, whatever the octets are. */
public class FramingTest {
  private static final int MOST = 1000;

  private static List<byte[]> split(byte[] stream, Random random) throws BrokenException {
    List<byte[]> found = new ArrayList<>();
    Framing framing = new Framing(() -> MOST);
    for (int at = 0; at < stream.length; ) {
      int end = Math.min(stream.length, at + 1 + random.nextInt(40));
      framing.take(ByteBuffer.wrap(stream, at, end - at), bytes -> found.add(bytes));
      at = end;
    }
    return found;
  }

  @Test
  public void messagesAreFoundHoweverTheyAreCut() throws Exception {
    Random random = new Random(1);
    for (int round = 0; round < 300; round++) {
      ByteBuffer stream = ByteBuffer.allocate(8000);
      List<byte[]> sent = new ArrayList<>();
      for (int count = 0; count < 6; count++) {
        byte[] password = new byte[random.nextInt(700)];
        random.nextBytes(password);
        sent.add(Replies.bind(1 + random.nextInt(1 << 30), "cn=a", password, new byte[0]));
      }
      sent.forEach(stream::put);
      byte[] whole = new byte[stream.position()];
      stream.flip().get(whole);
      assertThat(split(whole, random)).usingRecursiveComparison().isEqualTo(sent);
    }
  }

  @Test
  public void aTakerMayStop() throws Exception {
    byte[] one = Replies.bind(1, "cn=a", new byte[] {1}, new byte[0]);
    ByteBuffer two = ByteBuffer.allocate(2 * one.length).put(one).put(one).flip();
    new Framing(() -> MOST).take(two, bytes -> false);
    assertThat(two.remaining()).isEqualTo(one.length);
  }

  @Test
  public void lengthsAreLimited() {
    byte[] long1 = {0x30, (byte) 0x82, 0x10, 0};
    assertThrows(
        BrokenException.class,
        () -> new Framing(() -> MOST).take(ByteBuffer.wrap(long1), bytes -> true));
  }

  /** Octets changed at random are refused or read, and never anything else. */
  @Test
  public void whateverComesIsReadOrRefused() {
    Random random = new Random(2);
    byte[][] seeds = {
      Replies.bind(7, "uid=a,dc=b", new byte[] {1, 2, 3}, new byte[0]),
      RawClient.compare(8, "uid=a,dc=b", "cn", "x"),
      RawClient.abandon(9, 7),
      RawClient.startTls(10),
      Replies.result(11, Op.SEARCH, 0, "text"),
    };
    Application application = LdapFixture.application(1, Map.of("directory", "corp"));
    Client client =
        ClientReader.read(List.of(application))
            .clients()
            .find(InetAddress.getLoopbackAddress())
            .orElseThrow();
    int read = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] octets = seeds[round % seeds.length].clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
      }
      read += judged(octets, client) ? 1 : 0;
    }
    assertThat(read).as("some are read all the same").isBetween(1000, 19_000);
  }

  private static boolean judged(byte[] octets, Client client) {
    try {
      Message message = Message.request(octets, Limits.DEPTH);
      message.controls();
      Op op = Op.of(message.op()).orElseThrow(() -> new BrokenException("no operation"));
      if (op == Op.BIND) {
        BindRequest.read(message);
      } else if (op == Op.ABANDON) {
        message.number();
      } else {
        Gate.judge(message, op, client, true);
      }
      Message.read(octets).operation();
      return true;
    } catch (BrokenException | ASN1Exception refused) {
      return false;
    }
  }
}
