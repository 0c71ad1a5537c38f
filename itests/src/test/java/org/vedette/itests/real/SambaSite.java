package org.vedette.itests.real;

import static org.vedette.itests.blackbox.Site.SECRET;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.rules.ExternalResource;
import org.vedette.client.radius.RadiusClient;
import org.vedette.directory.DirectoryAtWork;
import org.vedette.itests.blackbox.HeldBundle;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.blackbox.Site;
import org.vedette.testkit.held.HeldPhones;

/**
 * A domain controller, and a server that has it as its directory {@code corp}. Shared by the parts
 * of {@link SambaRealIT}; there as long as any of them runs, so that one may also run alone.
 */
public final class SambaSite extends ExternalResource {
  private static final SambaSite SHARED = new SambaSite();
  private static final String VPN = "127.0.0.10";
  private static final String HELPER = "ntlm_auth";
  private static final String NTLM_OPTIONS = " --allow-mschapv2 --helper-protocol=ntlm-server-1";

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  private int inside;
  private Samba samba;
  private Server server;
  private RadiusClient vpn;
  private HeldPhones phones;
  private PrivateFolder folder;
  private LdapFront front;

  private SambaSite() {}

  /** The one of this process. */
  static SambaSite shared() {
    return SHARED;
  }

  /** The controller. */
  Samba samba() {
    return samba;
  }

  /** The server. */
  Server server() {
    return server;
  }

  /** A RADIUS client whose passwords {@code corp} checks. */
  RadiusClient vpn() {
    return vpn;
  }

  /** Phones that ring for the users who have one. */
  HeldPhones phones() {
    return phones;
  }

  /** The LDAP listener of the server. */
  LdapFront front() {
    return front;
  }

  /** Waits until a phone rings anew. */
  HeldPhones.Prompt prompt() {
    HeldPhones.Prompt[] found = new HeldPhones.Prompt[1];
    Awaitility.await("the phone rings")
        .atMost(Duration.ofSeconds(20))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              phones.open().stream()
                  .filter(each -> seen.add(each.token()))
                  .forEach(each -> found[0] = each);
              return found[0] != null;
            });
    return found[0];
  }

  @Override
  protected void before() throws Exception {
    if (inside++ > 0) {
      return;
    }
    try {
      start();
    } catch (Exception | AssertionError failure) {
      inside = 0;
      try {
        end();
      } catch (AssertionError other) {
        failure.addSuppressed(other);
      }
      throw failure;
    }
  }

  private void start() throws Exception {
    CompletableFuture<Samba> controller = CompletableFuture.supplyAsync(SambaSite::controller);
    open.push(() -> controller.join().close());
    phones = new HeldPhones();
    open.push(phones);
    folder = new PrivateFolder("site");
    open.push(folder);
    server = Server.unpack("samba");
    open.push(server);
    HeldBundle.into(server);
    front = new LdapFront(server, folder.path());
    server.set("system.properties", "vedette.ntlm.command", helper() + NTLM_OPTIONS);
    server.start();
    samba = controller.join();
    folder.program(HELPER, samba.askingWinbind());
    HeldBundle.await(server);
    server.vedetteWith(
        Samba.USER_PASSWORD + "\n",
        "directory",
        "add",
        "corp",
        "servers=" + samba.tls(),
        "trustedCertificates=@" + samba.authority().certificate(),
        "baseDn=" + Samba.BASE,
        "bindDn=service" + Samba.AT_DOMAIN,
        "--stdin");
    server.vedette("settings", "set", "org.vedette.core", "resolveNames=corp");
    Site.client(server, "vpn", VPN, "primary=directory:corp");
    vpn = client(VPN);
    open.push(vpn);
  }

  private String helper() {
    return folder.file(HELPER).toString();
  }

  private static Samba controller() {
    try {
      return new Samba();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A RADIUS client at another address. */
  RadiusClient client(String address) throws IOException {
    return RadiusClient.to(server.radius(), SECRET)
        .from(new InetSocketAddress(address, 0))
        .sends(1)
        .timeout(Duration.ofSeconds(10))
        .open();
  }

  /**
   * The bundle's own directory against the controller.
   *
   * @param account who searches
   * @param settings what differs, keys and values in turn
   */
  DirectoryAtWork directory(String account, String... settings) throws Exception {
    Map<String, String> all = new HashMap<>();
    all.put("servers", samba.tls());
    all.put("trustedCertificates", samba.authority().pem());
    all.put("baseDn", Samba.BASE);
    all.put("bindDn", account + Samba.AT_DOMAIN);
    all.put("bindPassword", Samba.USER_PASSWORD);
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return new DirectoryAtWork(all);
  }

  /** The newest audit records that hold a text. */
  String audit(String text) {
    return server.rest().later("GET", "/api/v1/audit?text=" + text, "").join().body();
  }

  @Override
  protected void after() {
    if (--inside == 0) {
      end();
    }
  }

  /** Closes all that was opened, the last first, whatever becomes of the others. */
  private void end() {
    AssertionError failure = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception | AssertionError each) {
        failure = failure == null ? new AssertionError("the site does not end", each) : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
