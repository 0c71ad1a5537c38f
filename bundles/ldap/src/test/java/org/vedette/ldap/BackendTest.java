package org.vedette.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assert.assertThrows;
import static org.vedette.ldap.LdapFixture.BASE;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.directory.DirectoryServers.Protection;
import org.vedette.api.directory.DirectoryServers.Server;
import org.vedette.api.net.TrustAnchors;
import org.vedette.testkit.tls.TestAuthority;

/** The way to the directory: TLS, StartTLS, the name in the certificate, and other servers. */
public class BackendTest {
  @Rule public final LdapFixture ldap = new LdapFixture();

  private InMemoryDirectoryServer secured;

  @Before
  public void secured() throws Exception {
    TestAuthority authority = new TestAuthority();
    SSLContext server = authority.server("localhost", 30);
    InMemoryDirectoryServerConfig config = LdapFixture.config();
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPSConfig("tls", 0, server.getServerSocketFactory()),
        InMemoryListenerConfig.createLDAPConfig("start", null, 0, server.getSocketFactory()));
    secured = LdapFixture.filled(config);
    X509Certificate trusted =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(
                        authority.certificate().getBytes(StandardCharsets.US_ASCII)));
    SSLContext trust = SSLContext.getInstance("TLS");
    trust.init(null, new TrustManager[] {TrustAnchors.judge(List.of(trusted))}, null);
    ldap.trust(trust);
  }

  @After
  public void stop() {
    secured.shutDown(true);
  }

  private Server server(String host, String listener, Protection protection) {
    return new Server(host, secured.getListenPort(listener), protection);
  }

  private void serves(Server... servers) throws LDAPException {
    ldap.servers.clear();
    ldap.servers.addAll(List.of(servers));
    LDAPConnection client = ldap.service();
    assertThat(client.search(BASE, SearchScope.SUB, "(uid=alice)").getEntryCount()).isEqualTo(1);
    client.close();
  }

  private void refuses(Server server) {
    ldap.servers.clear();
    ldap.servers.add(server);
    LDAPException down = assertThrows(LDAPException.class, ldap::service);
    assertThat(down.getResultCode()).isEqualTo(ResultCode.UNAVAILABLE);
  }

  @Test
  public void itIsProtectedAsTheSettingsSay() throws Exception {
    serves(server("localhost", "tls", Protection.TLS));
    serves(server("localhost", "start", Protection.START_TLS));
    assertThat(ldap.failures).isEmpty();
  }

  /** RFC 4513 section 3.1.3. */
  @Test
  public void theCertificateMustBeOfTheName() {
    refuses(server("127.0.0.1", "tls", Protection.TLS));
    refuses(server("127.0.0.1", "start", Protection.START_TLS));
    assertThat(ldap.failures).hasSize(2).allMatch(each -> each.contains("TLS failed"));
  }

  @Test
  public void whereTlsIsRefusedNothingIsSaid() {
    refuses(new Server("127.0.0.1", ldap.directory.getListenPort(), Protection.START_TLS));
  }

  @Test
  public void theNextServerServesWhereOneIsDown() throws Exception {
    serves(
        new Server("no-such-host.invalid", 389, Protection.NONE),
        new Server("127.0.0.1", 9, Protection.NONE),
        new Server("127.0.0.1", ldap.directory.getListenPort(), Protection.NONE));
    assertThat(ldap.failures).hasSize(2);
  }
}
