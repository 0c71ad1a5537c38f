package org.vedette.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.ldap.Binds.code;
import static org.vedette.ldap.Binds.later;
import static org.vedette.ldap.LdapFixture.ALICE;
import static org.vedette.ldap.LdapFixture.BASE;
import static org.vedette.ldap.LdapFixture.PASSWORD;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.ResultCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.ldap.Counters.Count;

/** Binds that are equal share a prompt, and what was granted counts for a while (row 69). */
public class EqualBindsTest {
  @Rule public final LdapFixture ldap = new LdapFixture();

  @Test
  public void equalBindsAskOnce() throws Exception {
    ldap.core.holds();
    LDAPConnection first = ldap.client();
    LDAPConnection second = ldap.client();
    later(ldap, first, ALICE, PASSWORD);
    CompletableFuture<ResultCode> two =
        CompletableFuture.supplyAsync(() -> code(second, ALICE, PASSWORD));
    ldap.await(Count.CONNECTED, 2);
    Awaitility.await().until(() -> ldap.server.inFlight() == 2);
    assertThat(ldap.core.requests).hasSize(1);
    first.close();
    Awaitility.await().until(() -> ldap.server.connections().count() == 1);
    assertThat(ldap.core.withdrawn).as("the other still waits").isEmpty();
    ldap.core.release(FakeCore.granted(0));
    assertThat(two.get()).isEqualTo(ResultCode.SUCCESS);
  }

  @Test
  public void twoBindsForOneSignInAskOnce() throws Exception {
    ldap.core.says(FakeCore.granted(0));
    assertThat(code(ldap.client(), ALICE, PASSWORD)).isEqualTo(ResultCode.SUCCESS);
    assertThat(code(ldap.client(), ALICE, PASSWORD)).isEqualTo(ResultCode.SUCCESS);
    assertThat(ldap.core.requests).hasSize(1);
    ldap.later(Duration.ofSeconds(6));
    assertThat(code(ldap.client(), ALICE, PASSWORD)).isEqualTo(ResultCode.SUCCESS);
    assertThat(ldap.core.requests).hasSize(2);
  }

  @Test
  public void chattyClientsAreAskedAgainWhenIdleOrOld() throws Exception {
    ldap.application("cacheIdleSeconds", "600", "cacheLifeSeconds", "1500", "collapseSeconds", "0");
    ldap.core.says(FakeCore.granted(0));
    LDAPConnection client = ldap.client();
    for (int minutes : new int[] {0, 9, 9}) {
      ldap.later(Duration.ofMinutes(minutes));
      assertThat(code(client, ALICE, PASSWORD)).isEqualTo(ResultCode.SUCCESS);
    }
    assertThat(ldap.core.requests).hasSize(1);
    ldap.later(Duration.ofMinutes(9));
    assertThat(code(client, ALICE, PASSWORD)).isEqualTo(ResultCode.SUCCESS);
    assertThat(ldap.core.requests).as("older than 25 minutes").hasSize(2);
    ldap.later(Duration.ofMinutes(11));
    assertThat(code(client, ALICE, PASSWORD)).isEqualTo(ResultCode.SUCCESS);
    assertThat(ldap.core.requests).as("idle for 11 minutes").hasSize(3);
  }

  @Test
  public void whateverChangesAboutTheUserIsAskedAfter() throws Exception {
    ldap.application("cacheIdleSeconds", "600", "cacheLifeSeconds", "1500");
    ldap.core.says(FakeCore.granted(0));
    LDAPConnection client = ldap.client();
    code(client, ALICE, PASSWORD);
    ldap.locked = true;
    code(client, ALICE, PASSWORD);
    assertThat(ldap.core.requests).as("locked out").hasSize(2);
    ldap.locked = false;
    code(client, ALICE, PASSWORD);
    code(client, ALICE, PASSWORD);
    assertThat(ldap.core.requests).hasSize(3);
    ldap.newUser();
    code(client, ALICE, PASSWORD);
    assertThat(ldap.core.requests).as("another user of that name").hasSize(4);
    ldap.application("cacheIdleSeconds", "600", "cacheLifeSeconds", "1500");
    code(client, ALICE, PASSWORD);
    assertThat(ldap.core.requests).as("the application was changed").hasSize(5);
  }

  /** The core knows the user by another name than was typed. */
  @Test
  public void whomeverTheNameMeansIsLookedAt() throws Exception {
    String other = "uid=al,ou=people," + BASE;
    ldap.directory.add(
        "dn: " + other, "objectClass: person", "uid: al", "sn: x", "userPassword: " + PASSWORD);
    ldap.core.says(FakeCore.granted(0));
    assertThat(code(ldap.client(), other, PASSWORD)).isEqualTo(ResultCode.SUCCESS);
    assertThat(code(ldap.client(), other, PASSWORD)).isEqualTo(ResultCode.SUCCESS);
    assertThat(ldap.core.requests).hasSize(1);
    ldap.locked = true;
    code(ldap.client(), other, PASSWORD);
    assertThat(ldap.core.requests).as("alice is locked out").hasSize(2);
  }
}
