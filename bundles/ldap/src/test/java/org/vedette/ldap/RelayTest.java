package org.vedette.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assert.assertThrows;
import static org.vedette.ldap.LdapFixture.ALICE;
import static org.vedette.ldap.LdapFixture.BASE;
import static org.vedette.ldap.LdapFixture.PASSWORD;
import static org.vedette.ldap.LdapFixture.SERVICE;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.ExtendedRequest;
import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.AssertionRequestControl;
import com.unboundid.ldap.sdk.controls.ProxiedAuthorizationV2RequestControl;
import com.unboundid.ldap.sdk.controls.ServerSideSortRequestControl;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.controls.SortKey;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.ldap.Counters.Count;

/** What passes to the directory, and what does not (behaviour 4, row 65). */
public class RelayTest {
  @Rule public final LdapFixture ldap = new LdapFixture();

  private static ResultCode refusal(Callable<?> what) {
    return assertThrows(LDAPException.class, what::call).getResultCode();
  }

  private void people(int number, String also) throws Exception {
    for (int index = 0; index < number; index++) {
      ldap.directory.add(
          new Entry(
              "dn: uid=u" + index + ",ou=people," + BASE,
              "objectClass: inetOrgPerson",
              "uid: u" + index,
              "cn: u",
              "sn: u",
              "description: " + also));
    }
  }

  @Test
  public void pagesPassWithTheirCookies() throws Exception {
    people(250, "x");
    LDAPConnection client = ldap.service();
    int found = 0;
    int pages = 0;
    ASN1OctetString cookie = null;
    do {
      SearchRequest request = new SearchRequest(BASE, SearchScope.SUB, "(cn=u)", "uid");
      request.addControl(new SimplePagedResultsControl(100, cookie, true));
      SearchResult page = client.search(request);
      found += page.getEntryCount();
      pages++;
      cookie = SimplePagedResultsControl.get(page).getCookie();
    } while (cookie != null && cookie.getValueLength() > 0);
    assertThat(found).isEqualTo(250);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  public void aLongAnswerComesWhole() throws Exception {
    people(400, "y".repeat(20_000));
    SearchRequest request = new SearchRequest(BASE, SearchScope.SUB, "(cn=u)");
    assertThat(ldap.service().search(request).getEntryCount()).isEqualTo(400);
  }

  /** Row 65. */
  @Test
  public void aPersonChangesWhatThePersonMay() throws Exception {
    ldap.core.says(FakeCore.granted(0));
    LDAPConnection client = ldap.client();
    client.bind(ALICE, PASSWORD);
    client.modify(ALICE, new Modification(ModificationType.REPLACE, "sn", "Hargreaves"));
    assertThat(client.compare(ALICE, "sn", "Hargreaves").compareMatched()).isTrue();
    client.modify(ALICE, new Modification(ModificationType.REPLACE, "userPassword", "next-1"));
    assertThat(ldap.core.requests).hasSize(1);
    client.bind(ALICE, "next-1");
    ExtendedResult changed =
        client.processExtendedOperation(
            new PasswordModifyExtendedRequest(ALICE, "next-1", "next-2"));
    assertThat(changed.getResultCode()).isEqualTo(ResultCode.SUCCESS);
    assertThat(refusal(() -> ldap.client().bind(ALICE, "next-1")))
        .isEqualTo(ResultCode.INVALID_CREDENTIALS);
    assertThat(ldap.core.requests).as("what was remembered counts no more").hasSize(3);
    ldap.client().bind(ALICE, "next-2");
  }

  @Test
  public void whatIsNotOpenIsRefused() throws Exception {
    LDAPConnection client = ldap.service();
    assertThat(refusal(() -> client.delete(ALICE))).isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
    assertThat(refusal(() -> client.modifyDN(ALICE, "uid=b", true)))
        .isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
    assertThat(refusal(() -> client.add("dn: cn=x," + BASE, "objectClass: person", "sn: x")))
        .isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
    assertThat(client.processExtendedOperation(new ExtendedRequest("1.2.3.4")).getResultCode())
        .isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
    ldap.application("operations", "search, delete");
    client.delete(ALICE);
    assertThat(
            refusal(
                () ->
                    client.modify(SERVICE, new Modification(ModificationType.REPLACE, "sn", "y"))))
        .isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
    assertThat(ldap.server.counters().get(Count.FORBIDDEN)).isEqualTo(5);
  }

  /** Each of these would tell whether a password is right, without a second factor. */
  @Test
  public void passwordsAreNeitherComparedNorSearchedBy() throws Exception {
    LDAPConnection client = ldap.service();
    for (String name :
        new String[] {"userPassword", "2.5.4.35", "USERPASSWORD;x-a", "unicodePwd"}) {
      assertThat(refusal(() -> client.compare(ALICE, name, PASSWORD)))
          .as(name)
          .isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
    }
    for (String filter :
        new String[] {
          "(userPassword=" + PASSWORD + ")",
          "(&(uid=alice)(!(2.5.4.35=a*)))",
          "(userPassword:2.5.13.17:=" + PASSWORD + ")",
          "(:2.5.13.17:=" + PASSWORD + ")"
        }) {
      assertThat(refusal(() -> client.search(BASE, SearchScope.SUB, filter)))
          .as(filter)
          .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
    }
    SearchRequest asserted = new SearchRequest(BASE, SearchScope.SUB, "(uid=alice)");
    asserted.addControl(new AssertionRequestControl("(userPassword=" + PASSWORD + ")"));
    assertThat(refusal(() -> client.search(asserted)))
        .isEqualTo(ResultCode.UNAVAILABLE_CRITICAL_EXTENSION);
    assertThat(client.search(BASE, SearchScope.SUB, "(userPassword=*)").getEntryCount())
        .isPositive();
  }

  @Test
  public void nobodyActsAsAnother() throws Exception {
    LDAPConnection client = ldap.service();
    SearchRequest request = new SearchRequest(BASE, SearchScope.SUB, "(uid=alice)");
    request.addControl(new ProxiedAuthorizationV2RequestControl("dn:" + ALICE));
    assertThat(refusal(() -> client.search(request))).isEqualTo(ResultCode.AUTHORIZATION_DENIED);
    ModifyRequest older =
        new ModifyRequest(SERVICE, new Modification(ModificationType.REPLACE, "sn", "y"));
    older.addControl(new Control("2.16.840.1.113730.3.4.12", true));
    assertThat(refusal(() -> client.modify(older))).isEqualTo(ResultCode.AUTHORIZATION_DENIED);
  }

  @Test
  public void controlsAreTheDirectorysToJudge() throws Exception {
    LDAPConnection client = ldap.service();
    SearchRequest request = new SearchRequest(BASE, SearchScope.SUB, "(uid=alice)");
    request.addControl(new Control("1.2.3.4.5", true));
    assertThat(refusal(() -> client.search(request)))
        .isEqualTo(ResultCode.UNAVAILABLE_CRITICAL_EXTENSION);
    request.setControls(new Control("1.2.3.4.5", false));
    assertThat(client.search(request).getEntryCount()).isEqualTo(1);
  }

  @Test
  public void onlyOpenAttributesAreSeenAndSearchedBy() throws Exception {
    ldap.application("attributes", "uid, objectClass", "sizeLimit", "2");
    LDAPConnection client = ldap.service();
    SearchResult found = client.search(BASE, SearchScope.SUB, "(uid=alice)");
    assertThat(found.getSearchEntries().get(0).getAttributes())
        .extracting(each -> each.getName())
        .containsExactlyInAnyOrder("uid", "objectClass");
    for (String filter :
        new String[] {
          "(mail=*)", "(&(uid=alice)(!(sn=x)))", "(|(cn=a)(uid=alice))", "(:2.5.13.2:=x)"
        }) {
      assertThat(refusal(() -> client.search(BASE, SearchScope.SUB, filter)))
          .as(filter)
          .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
    }
    assertThat(refusal(() -> client.compare(ALICE, "sn", "Liddell")))
        .isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
    SearchRequest sorted = new SearchRequest(BASE, SearchScope.SUB, "(uid=alice)");
    sorted.addControl(new ServerSideSortRequestControl(new SortKey("sn")));
    assertThat(refusal(() -> client.search(sorted)))
        .isEqualTo(ResultCode.UNAVAILABLE_CRITICAL_EXTENSION);
    assertThat(refusal(() -> client.search(BASE, SearchScope.SUB, "(objectClass=*)")))
        .isEqualTo(ResultCode.SIZE_LIMIT_EXCEEDED);
  }

  @Test
  public void theRootSaysWhatIsServedHere() throws Exception {
    RootDSE root = ldap.client().getRootDSE();
    assertThat(root.getNamingContextDNs()).containsExactly(BASE);
    assertThat(root.getSupportedSASLMechanismNames()).isNull();
    assertThat(root.getSupportedExtendedOperationOIDs())
        .contains(Replies.START_TLS, Extensions.WHO_AM_I, Extensions.PASSWORD_MODIFY)
        .doesNotContain("1.3.6.1.4.1.30221.1.6.1");
    assertThat(root.getSupportedControlOIDs())
        .contains(SimplePagedResultsControl.PAGED_RESULTS_OID)
        .doesNotContainAnyElementsOf(Extensions.PROXIED);
  }

  @Test
  public void beforeABindNothingElseIsSeen() throws Exception {
    assertThat(refusal(() -> ldap.client().search(BASE, SearchScope.SUB, "(uid=alice)")))
        .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
  }

  @Test
  public void whoseDirectoryGoesIsToldAndNotNobody() throws Exception {
    LDAPConnection client = ldap.service();
    ldap.directory.shutDown(true);
    Awaitility.await().until(() -> !client.isConnected());
    assertThat(client.getDisconnectType().name()).isEqualTo("SERVER_CLOSED_WITH_NOTICE");
  }

  @Test
  public void anApplicationThatIsNoMoreIsNotServedOn() throws Exception {
    LDAPConnection client = ldap.service();
    ldap.disabled();
    Awaitility.await().until(() -> !client.isConnected());
    assertThrows(LDAPException.class, ldap::service);
  }
}
