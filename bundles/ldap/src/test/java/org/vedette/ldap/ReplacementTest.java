package org.vedette.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.ldap.LdapFixture.ALICE;
import static org.vedette.ldap.LdapFixture.PASSWORD;

import com.unboundid.ldap.sdk.LDAPConnection;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSession;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.lifecycle.Health;

/** The bundle, its settings and its certificate replaced while clients are connected. */
public class ReplacementTest {
  @Rule public final LdapFixture ldap = new LdapFixture();

  /** RFC 4511 section 4.4.1. */
  @Test
  public void clientsAreToldAndFindTheSuccessorAtTheSamePort() throws Exception {
    LDAPConnection client = ldap.service();
    List<Integer> ports = ldap.server.ports();
    ldap.server.close();
    Awaitility.await().until(() -> !client.isConnected());
    assertThat(client.getDisconnectType().name()).isEqualTo("SERVER_CLOSED_WITH_NOTICE");
    assertThat(ldap.sockets.leases()).isZero();

    ldap.server = ldap.start();
    assertThat(ldap.server.ports()).isEqualTo(ports);
    assertThat(ldap.service().isConnected()).isTrue();
  }

  @Test
  public void whoWaitsForAPersonGoesOnWithTheSuccessor() throws Exception {
    ldap.core.holds();
    try (RawClient first = new RawClient(ldap.port())) {
      first.send(RawClient.bind(1, ALICE, PASSWORD));
      Awaitility.await().until(() -> ldap.core.requests.size() == 1);
      ldap.server.close();
      assertThat(first.read().id()).as("a notice").isZero();
    }
    assertThat(ldap.core.withdrawn).as("the prompt stays open").isEmpty();

    ldap.server = ldap.start();
    try (RawClient again = new RawClient(ldap.port())) {
      again.send(RawClient.bind(1, ALICE, PASSWORD));
      Awaitility.await().until(() -> ldap.core.requests.size() == 2);
      assertThat(ldap.core.requests.get(1).caller().owner())
          .as("the core knows that it is the same")
          .isEqualTo(ldap.core.requests.get(0).caller().owner());
      ldap.core.release(FakeCore.granted(0));
      assertThat(again.read().result()).isZero();
    }
  }

  @Test
  public void theCertificateIsReplacedWhileConnected() throws Exception {
    LDAPConnection before = ldap.tlsClient();
    assertThat(subject(before)).contains("CN=radsec.example.org");
    ldap.put("server2");
    ldap.server.mend();
    assertThat(subject(ldap.tlsClient())).contains("CN=radsec2.example.org");
    assertThat(before.getRootDSE()).isNotNull();
  }

  private static String subject(LDAPConnection client) throws Exception {
    SSLSession session = client.getSSLSession();
    return session.getPeerPrincipal().getName();
  }

  @Test
  public void connectionsOutliveOtherSettings() throws Exception {
    LDAPConnection client = ldap.service();
    ldap.configure(new Limits(1, Duration.ofSeconds(5), 1 << 20, 1 << 20));
    assertThat(client.getRootDSE()).isNotNull();
    try (RawClient another = new RawClient(ldap.port())) {
      assertThat(another.readToEnd()).isZero();
    }
    assertThat(ldap.server.health().status()).isEqualTo(Health.Status.OK);
    assertThat(ldap.server.health().message()).contains("connections=1").contains("service=1");
  }
}
