package org.vedette.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assert.assertThrows;
import static org.vedette.ldap.Binds.code;
import static org.vedette.ldap.Binds.later;
import static org.vedette.ldap.LdapFixture.ALICE;
import static org.vedette.ldap.LdapFixture.BASE;
import static org.vedette.ldap.LdapFixture.PASSWORD;
import static org.vedette.ldap.LdapFixture.SERVICE;
import static org.vedette.ldap.LdapFixture.SERVICE_PASSWORD;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.ANONYMOUSBindRequest;
import com.unboundid.ldap.sdk.AsyncRequestID;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PLAINBindRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ErrorType;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10RequestControl;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ResponseControl;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.Waiting;
import org.vedette.api.directory.DirectoryServers;
import org.vedette.api.primary.PasswordExpired;
import org.vedette.api.primary.RefusalText;

/** Binds in every pattern (behaviour 4, rows 64 and 67 to 69). */
public class BindTest {
  @Rule public final LdapFixture ldap = new LdapFixture();

  private static String whoAmI(LDAPConnection client) throws LDAPException {
    return ((WhoAmIExtendedResult) client.processExtendedOperation(new WhoAmIExtendedRequest()))
        .getAuthorizationID();
  }

  @Test
  public void aProgramThenAPersonThenTheProgramAgainOverOneConnection() throws Exception {
    ldap.core.says(FakeCore.granted(0));
    LDAPConnection client = ldap.client();
    assertThat(code(client, SERVICE, SERVICE_PASSWORD)).isEqualTo(ResultCode.SUCCESS);
    assertThat(client.search(BASE, SearchScope.SUB, "(uid=alice)").getEntryCount()).isEqualTo(1);
    assertThat(ldap.core.requests).as("a program is not asked").isEmpty();

    assertThat(code(client, ALICE, PASSWORD)).isEqualTo(ResultCode.SUCCESS);
    assertThat(whoAmI(client)).as("with the rights of the person").isEqualTo("dn:" + ALICE);
    assertThat(client.search(BASE, SearchScope.SUB, "(uid=alice)").getEntryCount()).isEqualTo(1);
    assertThat(ldap.core.requests).as("only the bind asks").hasSize(1);

    assertThat(code(client, SERVICE, SERVICE_PASSWORD)).isEqualTo(ResultCode.SUCCESS);
    assertThat(whoAmI(client)).isEqualTo("dn:" + SERVICE);
    AuthRequest asked = ldap.core.requests.get(0);
    assertThat(asked.username()).isEqualTo("alice");
    assertThat(asked.waiting()).isEqualTo(Waiting.HOLD);
    assertThat(asked.asking()).isEqualTo(Asking.NEVER);
    assertThat(asked.caller().listener()).isEqualTo("ldap");
    assertThat(asked.caller().peer()).isEqualTo("127.0.0.1");
    assertThat(ldap.core.lastPassword()).isEqualTo(PASSWORD);
  }

  @Test
  public void whosePasswordIsTooOldIsToldSoInTheWordsThatClientsKnow() throws Exception {
    ldap.core.says(
        new Outcome.Denied(
            org.vedette.api.auth.ResultCode.PRIMARY_REFUSED,
            "K7Q2-9XMR-4TBC",
            PasswordExpired.attributes()));
    LDAPConnection client = ldap.client();
    LDAPException plain = assertThrows(LDAPException.class, () -> client.bind(ALICE, PASSWORD));
    assertThat(plain.getResultCode()).isEqualTo(ResultCode.INVALID_CREDENTIALS);
    assertThat(plain.getDiagnosticMessage()).contains("must be changed, data 773");
    assertThat(plain.getResponseControls()).isEmpty();
    SimpleBindRequest asking =
        new SimpleBindRequest(ALICE, PASSWORD, new DraftBeheraLDAPPasswordPolicy10RequestControl());
    LDAPException told = assertThrows(LDAPException.class, () -> client.bind(asking));
    assertThat(
            DraftBeheraLDAPPasswordPolicy10ResponseControl.get(told.toLDAPResult()).getErrorType())
        .isEqualTo(DraftBeheraLDAPPasswordPolicy10ErrorType.PASSWORD_EXPIRED);
    assertThat(code(client, SERVICE, SERVICE_PASSWORD)).isEqualTo(ResultCode.SUCCESS);
  }

  /** RFC 4532, for a directory that has not heard of it. */
  @Test
  public void whoSomebodyIsIsToldWhereTheDirectoryCannot() throws Exception {
    InMemoryDirectoryServerConfig config = LdapFixture.config();
    config.getExtendedOperationHandlers().clear();
    config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("plain", 0));
    InMemoryDirectoryServer lacking = LdapFixture.filled(config);
    ldap.servers.clear();
    ldap.servers.add(
        new DirectoryServers.Server(
            "127.0.0.1", lacking.getListenPort(), DirectoryServers.Protection.NONE));
    try {
      ldap.application("anonymous", "on");
      ldap.core.says(FakeCore.granted(0));
      LDAPConnection client = ldap.client();
      assertThat(whoAmI(client)).isEmpty();
      assertThat(code(client, SERVICE, SERVICE_PASSWORD)).isEqualTo(ResultCode.SUCCESS);
      assertThat(whoAmI(client)).isEqualTo("dn:" + SERVICE);
      assertThat(code(client, ALICE, PASSWORD)).isEqualTo(ResultCode.SUCCESS);
      assertThat(whoAmI(client)).isEqualTo("dn:" + ALICE);
      assertThat(code(client, "", "")).isEqualTo(ResultCode.SUCCESS);
      assertThat(whoAmI(client)).isEmpty();
    } finally {
      lacking.shutDown(true);
    }
  }

  /** Row 64. */
  @Test
  public void whoIsDeniedIsNobody() throws Exception {
    LDAPConnection client = ldap.client();
    assertThat(code(client, SERVICE, SERVICE_PASSWORD)).isEqualTo(ResultCode.SUCCESS);
    LDAPException denied = assertThrows(LDAPException.class, () -> client.bind(ALICE, PASSWORD));
    assertThat(denied.getResultCode()).isEqualTo(ResultCode.INVALID_CREDENTIALS);
    assertThat(denied.getDiagnosticMessage()).isEqualTo("Sign-in failed.");
    LDAPException nobody =
        assertThrows(
            LDAPException.class, () -> client.search(BASE, SearchScope.SUB, "(uid=alice)"));
    assertThat(nobody.getResultCode()).isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
    assertThat(code(client, SERVICE, SERVICE_PASSWORD)).isEqualTo(ResultCode.SUCCESS);
  }

  /** Active Directory's own words reach the program, if they prove nothing about a password. */
  @Test
  public void whatTheDirectorySaysToARightPasswordIsPassedOn() throws Exception {
    String said = "80090308: LdapErr: comment: AcceptSecurityContext error, data 532, v4563";
    ldap.core.says(
        new Outcome.Denied(
            org.vedette.api.auth.ResultCode.PRIMARY_REFUSED,
            "K7Q2-9XMR-4TBC",
            RefusalText.attributes(said)));
    LDAPException denied =
        assertThrows(LDAPException.class, () -> ldap.client().bind(ALICE, PASSWORD));
    assertThat(denied.getResultCode()).isEqualTo(ResultCode.INVALID_CREDENTIALS);
    assertThat(denied.getDiagnosticMessage()).isEqualTo(said);
  }

  /** To the directory such a name may mean another, or nobody: the entry itself is bound. */
  @Test
  public void aNameThatIsNoDnIsBoundAsItsEntry() throws Exception {
    ldap.core.says(FakeCore.granted(0));
    ldap.names.dns.put("alice@corp.example", List.of(ALICE));
    ldap.names.dns.put("twin", List.of(ALICE, SERVICE));
    LDAPConnection client = ldap.client();
    assertThat(code(client, "alice@corp.example", PASSWORD)).isEqualTo(ResultCode.SUCCESS);
    assertThat(whoAmI(client)).isEqualTo("dn:" + ALICE);
    assertThat(code(client, "alice@corp.example", "other"))
        .isEqualTo(ResultCode.INVALID_CREDENTIALS);
    assertThat(code(client, "twin", PASSWORD)).isNotEqualTo(ResultCode.SUCCESS);
    ldap.core.says(FakeCore.granted(7));
    assertThat(code(client, "alice@corp.example", PASSWORD + ",123456"))
        .isEqualTo(ResultCode.SUCCESS);
    ldap.names.down = true;
    assertThat(code(client, "alice@corp.example", PASSWORD)).isEqualTo(ResultCode.UNAVAILABLE);
  }

  @Test
  public void whatCannotBeDecidedIsNoRefusal() throws Exception {
    ldap.core.says(new Outcome.Unavailable(Duration.ofSeconds(2), "test"));
    assertThat(code(ldap.client(), ALICE, PASSWORD)).isEqualTo(ResultCode.UNAVAILABLE);
  }

  /** Row 69. */
  @Test
  public void anEmptyPasswordNeverSucceeds() throws Exception {
    ldap.core.says(FakeCore.granted(0));
    LDAPConnection client = ldap.client();
    client.getConnectionOptions().setBindWithDNRequiresPassword(false);
    assertThat(code(client, ALICE, "")).isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
    assertThat(code(client, SERVICE, "")).isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
    assertThat(ldap.core.requests).isEmpty();
  }

  @Test
  public void anonymousOnlyWhereItIsOpen() throws Exception {
    LDAPConnection client = ldap.client();
    assertThat(code(client, new ANONYMOUSBindRequest()))
        .isEqualTo(ResultCode.AUTH_METHOD_NOT_SUPPORTED);
    assertThat(code(client, new SimpleBindRequest()))
        .isEqualTo(ResultCode.INAPPROPRIATE_AUTHENTICATION);
    ldap.application("anonymous", "on");
    assertThat(code(client, new SimpleBindRequest())).isEqualTo(ResultCode.SUCCESS);
    assertThat(client.search(BASE, SearchScope.SUB, "(uid=alice)").getEntryCount()).isEqualTo(1);
  }

  @Test
  public void otherWaysThanSimpleAreRefused() throws Exception {
    assertThat(code(ldap.client(), new PLAINBindRequest("dn:" + ALICE, PASSWORD)))
        .isEqualTo(ResultCode.AUTH_METHOD_NOT_SUPPORTED);
  }

  /** Row 66, and behaviour 4: passwords in clear text. */
  @Test
  public void passwordsComeOverTls() throws Exception {
    ldap.core.says(FakeCore.granted(0));
    ldap.application("tls", "required");
    LDAPConnection client = ldap.client();
    assertThat(code(client, ALICE, PASSWORD)).isEqualTo(ResultCode.CONFIDENTIALITY_REQUIRED);
    assertThat(code(client, SERVICE, SERVICE_PASSWORD))
        .isEqualTo(ResultCode.CONFIDENTIALITY_REQUIRED);
    client.processExtendedOperation(new StartTLSExtendedRequest(ldap.trust()));
    assertThat(code(client, ALICE, PASSWORD)).isEqualTo(ResultCode.SUCCESS);
    assertThat(code(ldap.tlsClient(), ALICE, PASSWORD)).isEqualTo(ResultCode.SUCCESS);
    LDAPException again =
        assertThrows(
            LDAPException.class,
            () -> client.processExtendedOperation(new StartTLSExtendedRequest(ldap.trust())));
    assertThat(again.getResultCode()).as("once is enough").isEqualTo(ResultCode.PROTOCOL_ERROR);
  }

  /** Row 68. */
  @Test
  public void whoNeedsATypedCodeIsDenied() throws Exception {
    ldap.core.says(FakeCore.denied(org.vedette.api.auth.ResultCode.CANNOT_ASK));
    assertThat(code(ldap.client(), ALICE, PASSWORD)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
  }

  @Test
  public void theDirectorySeesThePasswordAlone() throws Exception {
    ldap.core.says(FakeCore.granted(7));
    LDAPConnection client = ldap.client();
    assertThat(code(client, ALICE, PASSWORD + ",123456")).isEqualTo(ResultCode.SUCCESS);
    assertThat(ldap.core.lastPassword()).isEqualTo(PASSWORD + ",123456");
    assertThat(whoAmI(client)).isEqualTo("dn:" + ALICE);
  }

  @Test
  public void theDirectoryHasTheLastWord() throws Exception {
    ldap.core.says(FakeCore.granted(0));
    LDAPConnection client = ldap.client();
    assertThat(code(client, ALICE, "another")).isEqualTo(ResultCode.INVALID_CREDENTIALS);
    assertThat(code(client, ALICE, "another")).isEqualTo(ResultCode.INVALID_CREDENTIALS);
    assertThat(ldap.core.requests).as("and nothing was remembered").hasSize(2);
  }

  @Test
  public void aClientThatGoesTakesItsPromptWithIt() throws Exception {
    ldap.core.holds();
    LDAPConnection client = ldap.client();
    CompletableFuture<ResultCode> waiting = later(ldap, client, ALICE, PASSWORD);
    assertThat(waiting).isNotDone();
    client.close();
    Awaitility.await().until(() -> ldap.core.withdrawn.size() == 1);
    assertThat(ldap.core.withdrawn.get(0).owner())
        .isEqualTo(ldap.core.requests.get(0).caller().owner());
  }

  @Test
  public void aBindThatIsAbandonedIsWithdrawn() throws Exception {
    ldap.core.holds();
    try (RawClient client = new RawClient(ldap.port())) {
      client.send(RawClient.bind(1, ALICE, PASSWORD));
      Awaitility.await().until(() -> ldap.core.requests.size() == 1);
      client.send(RawClient.abandon(2, 1));
      assertThat(client.read().result()).isEqualTo(Replies.INVALID_CREDENTIALS);
      assertThat(ldap.core.withdrawn).hasSize(1);
      client.send(RawClient.bind(3, SERVICE, SERVICE_PASSWORD));
      assertThat(client.read().result()).isZero();
    }
  }

  /** RFC 4511 section 4.2.1. */
  @Test
  public void nothingElseIsServedWhileABindIsBeingDecided() throws Exception {
    ldap.core.holds();
    LDAPConnection client = ldap.client();
    CompletableFuture<ResultCode> waiting = later(ldap, client, ALICE, PASSWORD);
    LDAPException busy =
        assertThrows(
            LDAPException.class, () -> client.search(BASE, SearchScope.BASE, "(objectClass=*)"));
    assertThat(busy.getResultCode()).isEqualTo(ResultCode.BUSY);
    ldap.core.release(FakeCore.granted(0));
    assertThat(waiting.get()).isEqualTo(ResultCode.SUCCESS);
  }

  @Test
  public void aDirectoryThatIsDownIsNoRefusal() throws Exception {
    ldap.core.says(FakeCore.granted(0));
    ldap.directory.shutDown(true);
    LDAPConnection client = ldap.client();
    assertThat(code(client, ALICE, PASSWORD)).isEqualTo(ResultCode.UNAVAILABLE);
    assertThat(ldap.failures).hasSize(1);
    assertThat(client.isConnected()).isTrue();
  }

  @Test
  public void aPendingBindMayBeAskedAsynchronously() throws Exception {
    ldap.core.says(FakeCore.granted(0));
    LDAPConnection client = ldap.client();
    code(client, ALICE, PASSWORD);
    AsyncRequestID none =
        client.asyncCompare(new com.unboundid.ldap.sdk.CompareRequest(ALICE, "cn", "Alice"), null);
    assertThat(none.get().getResultCode()).isEqualTo(ResultCode.COMPARE_TRUE);
  }
}
