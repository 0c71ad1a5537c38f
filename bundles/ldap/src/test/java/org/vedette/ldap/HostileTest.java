package org.vedette.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assert.assertThrows;
import static org.vedette.ldap.LdapFixture.ALICE;
import static org.vedette.ldap.LdapFixture.BASE;
import static org.vedette.ldap.LdapFixture.PASSWORD;
import static org.vedette.ldap.LdapFixture.SERVICE;
import static org.vedette.ldap.LdapFixture.SERVICE_PASSWORD;

import com.unboundid.asn1.ASN1Boolean;
import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Enumerated;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.ldap.Counters.Count;

/** Clients that send what they should not. */
public class HostileTest {
  @Rule public final LdapFixture ldap = new LdapFixture();

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private void assertEnded(byte[] octets) throws Exception {
    try (RawClient client = new RawClient(ldap.port())) {
      Message notice = client.send(octets).read();
      assertThat(notice.id()).isZero();
      assertThat(notice.op()).isEqualTo(Op.EXTENDED.response());
      assertThat(notice.result()).isEqualTo(Replies.PROTOCOL_ERROR);
      assertThat(client.readToEnd()).isZero();
    }
  }

  @Test
  public void whatIsNoLdapIsEnded() throws Exception {
    assertEnded("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertEnded(hex("30 80 02 01 01"));
    assertEnded(hex("30 84 7f ff ff ff"));
    assertEnded(hex("30 85 00 00 00 00 05"));
    assertEnded(hex("30 00"));
    // An id that is none, an operation that is none, an element longer than what holds it.
    assertEnded(hex("30 05 02 01 00 42 00"));
    assertEnded(hex("30 05 02 01 ff 42 00"));
    assertEnded(hex("30 05 02 01 01 7e 00"));
    assertEnded(hex("30 05 02 01 01 42 05"));
    assertEnded(hex("30 07 02 05 01 01 01 01 01"));
    assertThat(ldap.server.counters().get(Count.BROKEN)).isEqualTo(10);
  }

  @Test
  public void aRequestBeforeABindIsShort() throws Exception {
    assertEnded(hex("30 83 04 00 01"));
  }

  @Test
  public void afterABindItMayBeLonger() throws Exception {
    try (RawClient client = new RawClient(ldap.port())) {
      client.send(RawClient.bind(1, SERVICE, SERVICE_PASSWORD));
      assertThat(client.read().result()).isZero();
      byte[] compare = RawClient.compare(2, ALICE, "cn", "x".repeat(1 << 20));
      assertThat(client.send(compare).read().result()).isEqualTo(5);
    }
  }

  @Test
  public void aFilterIsNotDeep() throws Exception {
    ASN1Element filter = new ASN1OctetString((byte) 0x87, "cn");
    for (int level = 0; level < 100; level++) {
      filter = new ASN1Element((byte) 0xA2, filter.encode());
    }
    assertEnded(
        RawClient.request(
            1,
            new ASN1Sequence(
                Op.SEARCH.request(),
                new ASN1OctetString(BASE),
                new ASN1Enumerated(2),
                new ASN1Enumerated(0),
                new ASN1Integer(0),
                new ASN1Integer(0),
                new ASN1Boolean(false),
                filter,
                new ASN1Sequence())));
  }

  @Test
  public void whoStopsInTheMiddleIsEnded() throws Exception {
    try (RawClient client = new RawClient(ldap.port())) {
      client.send(hex("30 0c 02 01"));
      ldap.await(Count.CONNECTED, 1);
      ldap.server.connections().each(each -> ldap.later(Duration.ofSeconds(11)));
      assertThat(client.read().id()).isZero();
    }
  }

  @Test
  public void nothingIsTakenBehindARequestForTls() throws Exception {
    try (RawClient client = new RawClient(ldap.port())) {
      byte[] tls = RawClient.startTls(1);
      byte[] bind = RawClient.bind(2, SERVICE, SERVICE_PASSWORD);
      byte[] both = Arrays.copyOf(tls, tls.length + bind.length);
      System.arraycopy(bind, 0, both, tls.length, bind.length);
      client.send(both);
      assertThrows(IOException.class, () -> readAll(client));
      assertThat(ldap.server.counters().get(Count.SERVICE)).isZero();
    }
  }

  private static void readAll(RawClient client) throws Exception {
    while (true) {
      client.read();
    }
  }

  @Test
  public void idsAreUsedOnceAtATimeAndSoManyOnly() throws Exception {
    ldap.core.holds();
    try (RawClient client = new RawClient(ldap.port())) {
      client.send(RawClient.bind(1, ALICE, PASSWORD));
      Awaitility.await().until(() -> ldap.core.requests.size() == 1);
      for (int id = 2; id < 10; id++) {
        client.send(RawClient.compare(id, ALICE, "cn", "x"));
        assertThat(client.read().result()).isEqualTo(Replies.BUSY);
      }
    }
    Awaitility.await().until(() -> ldap.core.withdrawn.size() == 1);
  }

  @Test
  public void strangersAndTooManyAreClosed() throws Exception {
    ldap.application("maxConnections", "2");
    try (RawClient one = new RawClient(ldap.port());
        RawClient two = new RawClient(ldap.port())) {
      ldap.await(Count.CONNECTED, 2);
      try (RawClient three = new RawClient(ldap.port())) {
        assertThat(three.readToEnd()).isZero();
      }
      ldap.disabled();
      assertThat(one.readToEnd()).isPositive();
      assertThat(two.readToEnd()).isPositive();
    }
    try (RawClient stranger = new RawClient(ldap.port())) {
      assertThat(stranger.readToEnd()).isZero();
    }
    assertThat(ldap.server.counters().get(Count.TURNED_AWAY)).isEqualTo(2);
  }

  @Test
  public void whoIsIdleForLongIsSaidGoodbye() throws Exception {
    try (RawClient client = new RawClient(ldap.port())) {
      ldap.await(Count.CONNECTED, 1);
      ldap.later(Duration.ofMinutes(31));
      assertThat(client.read().result()).isEqualTo(Replies.UNAVAILABLE);
      assertThat(client.readToEnd()).isZero();
    }
  }

  /** The size of a search must not be kept here while the client does not read it. */
  @Test
  public void aClientThatDoesNotReadFillsNoMemory() throws Exception {
    // Octets: texts of this length would be brought into normal form, which takes long.
    String octets = Base64.getEncoder().encodeToString(new byte[100_000]);
    for (int index = 0; index < 300; index++) {
      ldap.directory.add(
          "dn: cn=big" + index + ",ou=people," + BASE,
          "objectClass: person",
          "cn: big" + index,
          "sn: big",
          "jpegPhoto:: " + octets);
    }
    try (RawClient client = new RawClient(ldap.port())) {
      client.send(RawClient.bind(1, SERVICE, SERVICE_PASSWORD));
      assertThat(client.read().result()).isZero();
      client.send(
          RawClient.request(
              2,
              new ASN1Sequence(
                  Op.SEARCH.request(),
                  new ASN1OctetString(BASE),
                  new ASN1Enumerated(2),
                  new ASN1Enumerated(0),
                  new ASN1Integer(0),
                  new ASN1Integer(0),
                  new ASN1Boolean(false),
                  new ASN1OctetString((byte) 0x87, "cn"),
                  new ASN1Sequence())));
      Awaitility.await().until(() -> ldap.server.connections().waitingOctets() > 0);
      long most = 0;
      int entries = 0;
      while (client.read().op() == Op.ENTRY) {
        entries++;
        most = Math.max(most, ldap.server.connections().waitingOctets());
      }
      assertThat(most).as("of 30 MB").isBetween(1L, 2L << 20);
      assertThat(entries).isGreaterThanOrEqualTo(300);
    }
  }
}
