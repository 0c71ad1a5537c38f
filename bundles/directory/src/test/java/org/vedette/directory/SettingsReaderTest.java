package org.vedette.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.SearchScope;
import java.time.Duration;
import java.util.List;
import org.junit.Test;
import org.vedette.api.lifecycle.SettingText;

public class SettingsReaderTest {
  private static TestSettings good() {
    return new TestSettings().with("servers", "ldaps://dc1.corp.example");
  }

  private static List<String> keys(TestSettings settings) {
    return SettingsReader.read(settings.map()).problems().stream()
        .map(SettingText.Problem::key)
        .distinct()
        .toList();
  }

  @Test
  public void defaultsAreValidOnceServersAndBaseAreSet() {
    DirectorySettings settings = good().read();
    assertThat(settings.servers())
        .containsExactly(new ServerAddress(true, "dc1.corp.example", 636));
    assertThat(settings.scope()).isEqualTo(SearchScope.SUB);
    assertThat(settings.groupAttribute()).isEqualTo("memberOf");
    assertThat(settings.limits().connect()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.allowClearText()).isFalse();
    assertThat(settings.toString()).doesNotContain("secret:corp");
  }

  @Test
  public void serversComeAsTextWithCommasOrAsAList() {
    List<ServerAddress> two =
        List.of(new ServerAddress(true, "a", 636), new ServerAddress(false, "b", 3389));
    assertThat(good().with("servers", "ldaps://a, ldap://b:3389").read().servers()).isEqualTo(two);
    assertThat(good().with("servers", new String[] {"ldaps://a", "ldap://b:3389"}).read().servers())
        .isEqualTo(two);
    assertThat(good().with("servers", List.of("ldaps://a,ldap://b:3389")).read().servers())
        .isEqualTo(two);
  }

  @Test
  public void eachWrongKeyIsNamed() {
    assertThat(keys(good().with("servers", ""))).containsExactly("servers");
    assertThat(keys(good().with("servers", "http://x"))).containsExactly("servers");
    assertThat(keys(good().with("servers", "ldap://x/dc=corp"))).containsExactly("servers");
    assertThat(keys(good().with("baseDn", "corp"))).containsExactly("baseDn");
    assertThat(keys(good().with("baseDn", ""))).containsExactly("baseDn");
    assertThat(keys(good().with("bindPassword", ""))).containsExactly("bindPassword");
    assertThat(keys(good().with("bindDn", ""))).containsExactly("bindPassword");
    assertThat(keys(good().with("userFilter", "(uid={name}"))).containsExactly("userFilter");
    assertThat(keys(good().with("userFilter", "(uid=alice)"))).containsExactly("userFilter");
    assertThat(keys(good().with("userDnTemplate", "uid=alice,dc=x")))
        .containsExactly("userDnTemplate");
    assertThat(keys(good().with("userDnTemplate", "{name}"))).containsExactly("userDnTemplate");
    assertThat(keys(good().with("scope", "base"))).containsExactly("scope");
    assertThat(keys(good().with("kind", "novell"))).containsExactly("kind");
    assertThat(keys(good().with("pageSize", 1001))).containsExactly("pageSize");
    for (String filter : List.of("usersFilter", "groupsFilter", "containersFilter")) {
      assertThat(keys(good().with(filter, "(cn=x"))).containsExactly(filter);
    }
    for (String item :
        List.of("mail", "male=mail", "mail=e mail", "id=", "username= ;", "mail=a,mail=b")) {
      assertThat(keys(good().with("attributeMap", item))).as(item).containsExactly("attributeMap");
    }
    assertThat(keys(good().with("groupAttribute", "member of"))).containsExactly("groupAttribute");
    assertThat(keys(good().with("attributes", "mail,de partment"))).containsExactly("attributes");
    assertThat(keys(good().with("startTls", "yes"))).containsExactly("startTls");
    assertThat(keys(good().with("connectTimeoutMillis", "99")))
        .containsExactly("connectTimeoutMillis");
    assertThat(keys(good().with("responseTimeoutMillis", "soon")))
        .containsExactly("responseTimeoutMillis");
    assertThat(keys(good().with("maxConnections", 129))).containsExactly("maxConnections");
    assertThat(keys(good().with("maxWaiting", 0))).containsExactly("maxWaiting");
    assertThat(keys(good().with("trustedCertificates", "hello")))
        .containsExactly("trustedCertificates");
  }

  @Test
  public void allProblemsAreToldAtOnce() {
    assertThat(keys(good().with("servers", "x").with("scope", "x").with("baseDn", "x")))
        .containsExactlyInAnyOrder("servers", "scope", "baseDn");
  }

  @Test
  public void certificatesAreReadWithTextBetweenAndEscapedLineBreaks() {
    String pem = "# our authority\n" + TestServer.CERTIFICATE;
    assertThat(good().with("trustedCertificates", pem + pem).read().trusted()).hasSize(2);
    assertThat(good().with("trustedCertificates", pem.replace("\n", "\\n")).read().trusted())
        .hasSize(1);
    assertThat(
            keys(good().with("trustedCertificates", TestServer.CERTIFICATE.replace("MII", "MIA"))))
        .containsExactly("trustedCertificates");
  }

  @Test
  public void clearTextIsRefusedUnlessAllowed() {
    ServerAddress plain = new ServerAddress(false, "x", 389);
    assertThat(good().read().refusesClearText(plain)).isTrue();
    assertThat(good().with("startTls", "true").read().refusesClearText(plain)).isFalse();
    assertThat(good().with("allowClearText", "true").read().refusesClearText(plain)).isFalse();
  }
}
