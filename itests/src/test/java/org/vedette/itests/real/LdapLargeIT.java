package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultListener;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A directory of two hundred thousand entries, searched through the LDAP listener. */
public class LdapLargeIT {
  private static final int ENTRIES = 200_000;
  private static final int ROUNDS = 3;
  private static final int PAGE = 500;
  private static final int MIB_MORE = 64;

  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();

  /** Whoever kept entries would need far more: all of them are some 80 MB. */
  @Test
  public void theSizeOfADirectoryCostsNoMemory() throws Exception {
    try (LdapSite site =
        new LdapSite(
            FOLDER.newFolder("front").toPath(), ldif -> SlapdPeople.write(ldif, ENTRIES))) {
      assertThat(entries(site)).isEqualTo(ENTRIES);
      long before = residentMiB(site.server().pid());
      for (int round = 0; round < ROUNDS; round++) {
        assertThat(entries(site)).isEqualTo(ENTRIES);
      }
      long after = residentMiB(site.server().pid());
      System.out.printf(
          "entries=%d resident_before_mib=%d resident_after_mib=%d%n",
          ROUNDS * ENTRIES, before, after);
      assertThat(after - before).isLessThan(MIB_MORE);
    }
  }

  private static int entries(LdapSite site) throws Exception {
    URI address = URI.create(site.tls());
    AtomicInteger count = new AtomicInteger();
    SearchResultListener counting =
        new SearchResultListener() {
          @Override
          public void searchEntryReturned(SearchResultEntry entry) {
            count.incrementAndGet();
          }

          @Override
          public void searchReferenceReturned(SearchResultReference reference) {
            throw new AssertionError("no referral is expected");
          }
        };
    try (LDAPConnection connection =
        new LDAPConnection(
            new SSLUtil(new PEMFileTrustManager(site.authority().certificate().toFile()))
                .createSSLSocketFactory(),
            address.getHost(),
            address.getPort(),
            Slapd.SERVICE_DN,
            Slapd.SERVICE_PASSWORD)) {
      SearchRequest request =
          new SearchRequest(
              counting, SlapdPeople.PLACE, SearchScope.SUB, "(sn=" + SlapdPeople.LAST_NAME + ")");
      ASN1OctetString cookie = null;
      do {
        request.setControls(new Control[] {new SimplePagedResultsControl(PAGE, cookie)});
        cookie = next(connection.search(request));
      } while (cookie != null);
    }
    return count.get();
  }

  private static ASN1OctetString next(SearchResult page) throws LDAPException {
    SimplePagedResultsControl control = SimplePagedResultsControl.get(page);
    return control != null && control.moreResultsToReturn() ? control.getCookie() : null;
  }

  private static long residentMiB(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    throw new IOException("no VmRSS of process " + pid);
  }
}
