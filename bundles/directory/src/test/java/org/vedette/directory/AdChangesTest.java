package org.vedette.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.directory.DirectoryAnswer;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectorySource.Changes;

/** Changes of Active Directory for an account that may not use DirSync. */
public class AdChangesTest {
  private static final String BASE = "dc=corp,dc=example";
  private static final String SHOW_DELETED = "1.2.840.113556.1.4.417";
  private static final String NTDS = "cn=ntds," + BASE;

  private InMemoryDirectoryServer server;
  private DirectoryHarness harness;
  private volatile long usn = 100;

  @Before
  public void start() throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
    config.setSchema(null);
    config.addAdditionalBindCredentials("cn=service," + BASE, TestServer.SERVICE_PASSWORD);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig(
            "plain", InetAddress.getByName("127.0.0.1"), 0, null));
    config.addInMemoryOperationInterceptor(new Controller());
    server = new InMemoryDirectoryServer(config);
    add(BASE, 1, "objectClass", "domainDNS");
    add("cn=root," + BASE, 0, "defaultNamingContext", BASE, "dsServiceName", NTDS);
    add(NTDS, 0, "invocationId", "first");
    add("cn=deleted objects," + BASE, 1, "objectClass", "container");
    person("alice", 10);
    person("bob", 11);
    tombstone("old", 5);
    server.startListening();
    harness =
        new DirectoryHarness(
            new TestSettings()
                .with("servers", "ldap://127.0.0.1:" + server.getListenPort("plain"))
                .with("allowClearText", "true")
                .with("kind", "ad")
                .with("usersFilter", "(objectClass=user)")
                .with("groupsFilter", "(objectClass=group)"));
  }

  @After
  public void stop() {
    harness.close();
    server.shutDown(true);
  }

  private static byte[] guid(String name) {
    return Arrays.copyOf(name.getBytes(java.nio.charset.StandardCharsets.UTF_8), 16);
  }

  private static String id(String name) {
    return Ids.read("objectGUID", guid(name)).orElseThrow();
  }

  private void add(String dn, long number, String... attributes) throws LDAPException {
    Entry entry = new Entry(dn);
    entry.addAttribute("objectClass", "top");
    for (int i = 0; i < attributes.length; i += 2) {
      entry.addAttribute(attributes[i], attributes[i + 1]);
    }
    if (number > 0) {
      entry.addAttribute("uSNChanged", Long.toString(number));
      entry.addAttribute(new Attribute("objectGUID", guid(entry.getRDN().getAttributeValues()[0])));
    }
    server.add(entry);
  }

  private void person(String name, long number) throws LDAPException {
    add("cn=" + name + "," + BASE, number, "objectClass", "user", "sAMAccountName", name);
  }

  private void tombstone(String name, long number) throws LDAPException {
    add("cn=" + name + ",cn=deleted objects," + BASE, number, "isDeleted", "TRUE");
  }

  private <T> DirectoryAnswer<T> answer(CompletionStage<DirectoryAnswer<T>> asked) {
    return asked.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private Changes since(Optional<String> cursor) {
    return answer(harness.directory.source().changesSince(cursor))
        .match(
            DirectoryAnswer.Found::value,
            failed -> {
              throw new AssertionError(failed.toString());
            });
  }

  private Trouble trouble(String cursor) {
    return answer(harness.directory.source().changesSince(Optional.of(cursor)))
        .match(
            found -> {
              throw new AssertionError(found.toString());
            },
            DirectoryAnswer.Failed::trouble);
  }

  @Test
  public void newerNumbersAreChangesAndNewerTombstonesAreGone() throws Exception {
    Changes now = since(Optional.empty());
    assertThat(now.changed()).isEmpty();
    person("carol", 101);
    tombstone("bob", 102);
    server.delete("cn=bob," + BASE);
    usn = 102;
    Changes next = since(Optional.of(now.cursor()));
    assertThat(next.changed()).extracting(DirectoryEntry::id).containsExactly(id("carol"));
    assertThat(next.gone()).containsExactly(id("bob"));
    assertThat(since(Optional.of(next.cursor())).changed()).isEmpty();
  }

  @Test
  public void numbersOfAnotherDatabaseSayNothing() throws Exception {
    String cursor = since(Optional.empty()).cursor();
    server.modify("dn: " + NTDS, "changetype: modify", "replace: invocationId", "invocationId: b");
    assertThat(trouble(cursor)).isEqualTo(Trouble.BEGIN_AGAIN);
  }

  @Test
  public void numbersThatWentBackSayNothing() {
    String cursor = since(Optional.empty()).cursor();
    usn = 99;
    assertThat(trouble(cursor)).isEqualTo(Trouble.BEGIN_AGAIN);
  }

  @Test
  public void whoSeesNoTombstoneIsToldNothing() throws Exception {
    String cursor = since(Optional.empty()).cursor();
    server.delete("cn=old,cn=deleted objects," + BASE);
    assertThat(trouble(cursor)).isEqualTo(Trouble.BEGIN_AGAIN);
  }

  @Test
  public void cursorThatWasAlteredIsNoException() {
    String cursor = since(Optional.empty()).cursor();
    for (int i = 0; i <= cursor.length(); i++) {
      String cut = cursor.substring(0, i);
      var unused = answer(harness.directory.source().changesSince(Optional.of(cut)));
    }
    assertThat(Cursor.read("USN:a:b:c")).contains(new Cursor(Cursor.Way.USN, "a", "b:c"));
    assertThat(Cursor.read("USN:" + "x".repeat(5_000) + ":1")).isEmpty();
  }

  /** Makes the server answer like a controller. */
  private final class Controller extends InMemoryOperationInterceptor {
    @Override
    public void processSearchRequest(InMemoryInterceptedSearchRequest request)
        throws LDAPException {
      SearchRequest asked = request.getRequest().duplicate();
      List<Control> others =
          Arrays.stream(asked.getControls())
              .filter(each -> !each.getOID().equals(SHOW_DELETED))
              .toList();
      asked.setControls(others);
      if (asked.getBaseDN().isEmpty()) {
        asked.setBaseDN("cn=root," + BASE);
        server.modify(
            "cn=root," + BASE,
            new Modification(ModificationType.REPLACE, "highestCommittedUSN", Long.toString(usn)));
        asked.setFilter(Filter.createPresenceFilter("objectClass"));
      }
      request.setRequest(asked);
    }
  }
}
