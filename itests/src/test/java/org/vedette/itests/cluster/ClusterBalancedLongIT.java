package org.vedette.itests.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.itests.blackbox.Site.PASSWORD;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.junit.After;
import org.junit.Test;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.itests.blackbox.HeldBundle;
import org.vedette.itests.blackbox.Rest;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.blackbox.SmsProvider;
import org.vedette.testkit.held.HeldPhones;
import org.vedette.testkit.held.HeldPhones.Decision;
import org.vedette.testkit.held.HeldPhones.Prompt;

/**
 * Two servers behind HAProxy and nginx without stickiness: sign-ins of every kind are begun at one
 * server, which is then killed, and end at the other.
 */
public class ClusterBalancedLongIT {
  private static final Pattern CODE = Pattern.compile("\\b([0-9]{6})\\b");
  private static final Pattern TOKEN = Pattern.compile("vdt_[A-Za-z0-9_-]{43}");
  private static final Pattern SIGN_IN = Pattern.compile("\"signin\"\\s*:\\s*\"([^\"]+)\"");

  /** For so long the same credential joins a prompt that rings. */
  private static final Duration JOINED = Duration.ofSeconds(10);

  private static final String PHONE = "2025550143";

  private ClusterLab lab;
  private LabServer a;
  private LabServer b;
  private Front front;
  private LabDirectory directory;
  private SmsProvider provider;
  private HeldPhones phones;
  private RadiusClient vpn;
  private String shop = "";
  private SSLContext tls;

  /** Ends all of it, in whatever state. */
  @After
  public void end() throws Exception {
    for (AutoCloseable each : new AutoCloseable[] {vpn, phones, provider, directory, front, lab}) {
      if (each != null) {
        each.close();
      }
    }
  }

  private void start() throws Exception {
    lab = new ClusterLab();
    a = lab.add("a");
    b = lab.add("b");
    for (LabServer each : List.of(a, b)) {
      String address = each.address().getHostAddress();
      each.server().set("org.vedette.ldap.cfg", "certificateFile", "etc/tls/server.p12");
      each.server().set("org.vedette.ldap.cfg", "password", "$[secret:tls.password]");
      HeldBundle.into(each.server());
      each.server().set("org.vedette.method.held.cfg", "address", address);
      each.server().set("org.vedette.method.held.cfg", "port", "18998");
    }
    lab.startAll();
    lab.enter(a);
    InetAddress edge = InetAddress.getByName(lab.edge());
    tls = lab.key().context();
    directory = new LabDirectory(edge);
    provider = new SmsProvider(edge, tls);
    phones = new HeldPhones(edge);
    front = new Front(lab, List.of(a, b));
    vpn =
        RadiusClient.to(front.at(Front.RADIUS), Site.SECRET)
            .timeout(Duration.ofSeconds(2))
            .sends(10)
            .open();
  }

  private void setUp() throws Exception {
    String from = front.at(0).getAddress().getHostAddress();
    directory.into(a);
    a.server()
        .vedetteWith(
            "vdtmark-provider-token-5\n",
            "settings",
            "set",
            "org.vedette.gateway.http~main",
            "url=" + provider.url(),
            "account=AC1",
            "from=+15005550006",
            "--secret-stdin",
            "secret");
    String trusted = lab.key().certificate().replace("\n", "\\n");
    a.rest()
        .call(
            "PATCH",
            "/settings/org.vedette.gateway.http~main",
            "{\"trustedCertificates\":\"%s\"}".formatted(trusted));
    a.server().vedette("settings", "set", "org.vedette.core", "routes=sms * http:main");
    Site.client(a.server(), "vpn", from, "primary=directory:corp");
    a.server()
        .vedette(
            "application",
            "add",
            "ldap",
            "listener=ldap",
            "selectors=" + from,
            "primary=directory:corp",
            "deadlineSeconds=60");
    Matcher token =
        TOKEN.matcher(a.rest().call("POST", "/tokens", "{\"name\":\"shop\",\"role\":\"signin\"}"));
    assertThat(token.find()).isTrue();
    shop = token.group();
    a.server()
        .vedette(
            "application",
            "add",
            "shop",
            "listener=sdk",
            "selectors=shop",
            "primary=directory:corp");
  }

  private Site.Person withCode(String name) throws Exception {
    directory.add(name, PASSWORD);
    return Site.named(a.server(), name);
  }

  private void texted(String name) throws Exception {
    directory.add(name, PASSWORD);
    a.rest()
        .call(
            "POST",
            "/users",
            "{\"username\":\"%s\",\"phone\":{\"country\":\"1\",\"number\":\"%s\"}}"
                .formatted(name, PHONE));
    a.rest().call("POST", "/users/" + name + "/enrollments", "{\"method\":\"text\"}");
  }

  private void rung(String name) throws Exception {
    directory.add(name, PASSWORD);
    Site.withPhone(a.server(), name, phones, phones.address());
  }

  @Test
  public void whatOneServerBeganTheOtherEnds() throws Exception {
    start();
    setUp();
    lab.join(a, b);
    Site.Person typed = withCode("typed");
    Site.Person web = withCode("web");
    texted("texted");
    rung("rung");
    LabServer.await("b knows all", 20).until(() -> b.records().equals(a.records()));
    HeldBundle.await(b.server());

    front.reaches(b, false);
    Exchange question = vpn.authenticate("typed", PASSWORD);
    assertThat(question.challenged()).as(question.toString()).isTrue();
    Exchange sms = vpn.authenticate("texted", PASSWORD);
    assertThat(sms.challenged()).as(sms.toString()).isTrue();
    Rest shopping = Rest.at(a.server().base(), front.at(Front.HTTPS), shop);
    String begun =
        shopping.call(
            "POST", "/signins", "{\"username\":\"web\",\"password\":\"%s\"}".formatted(PASSWORD));
    Matcher signIn = SIGN_IN.matcher(begun);
    assertThat(signIn.find()).as(begun).isTrue();
    CompletableFuture<Optional<LDAPException>> first =
        CompletableFuture.supplyAsync(() -> bind("rung"));
    LabServer.await("the phone rings", 20).until(() -> phones.open().size() == 1);
    Timing ringing = new Timing();
    Prompt prompt = phones.open().get(0);
    assertThat(prompt.server().getAddress()).isEqualTo(a.address());

    front.reaches(b, true);
    lab.kill(a);
    assertThat(first.get()).as("the connection ends with its server").isPresent();
    CompletableFuture<Optional<LDAPException>> second =
        CompletableFuture.supplyAsync(() -> bindAnew("rung"));

    assertThat(vpn.answer(question, "typed", typed.token().codeAt(Instant.now())).accepted())
        .as("a code typed into a challenge")
        .isTrue();
    Matcher code = CODE.matcher(provider.taken("+1" + PHONE).get(0).text());
    assertThat(code.find()).isTrue();
    assertThat(vpn.answer(sms, "texted", code.group(1)).accepted())
        .as("a code by text message")
        .isTrue();
    assertThat(
            callAnew(
                shopping,
                "/signins/" + signIn.group(1),
                "{\"username\":\"web\",\"code\":\"%s\"}"
                    .formatted(web.token().codeAt(Instant.now()))))
        .as("a sign-in over REST")
        .contains("\"granted\"");
    phones.answer(prompt, Decision.APPROVE, b.at(prompt.server().getPort()));
    LabServer.await("the bind has ended", 90)
        .until(
            () -> {
              // Who binds again later than that is a new sign-in: the balancer took its time.
              if (ringing.taken().compareTo(JOINED) > 0) {
                phones.open().forEach(each -> phones.answer(each, Decision.APPROVE));
              }
              return second.isDone();
            });
    Optional<LDAPException> bound = second.get();
    assertThat(phones.open()).as("the phone did not ring again").isEmpty();
    assertThat(bound).as("a bind that waits for the phone").isEmpty();
  }

  /** A program that asks again while the balancer has not noticed that a server is gone. */
  private static String callAnew(Rest rest, String path, String body) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      try {
        return rest.send("POST", "/api/v1" + path, body, rest.token()).body();
      } catch (IOException refused) {
        if (System.nanoTime() > end) {
          throw refused;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
    }
  }

  /** A program that connects anew until a server takes the connection. */
  private Optional<LDAPException> bindAnew(String name) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    Optional<LDAPException> last = bind(name);
    while (last.isPresent()
        && !last.get().getResultCode().isConnectionUsable()
        && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      last = bind(name);
    }
    return last;
  }

  /** Binds through the front. */
  private Optional<LDAPException> bind(String name) {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(10_000);
    options.setResponseTimeoutMillis(60_000);
    InetSocketAddress at = front.at(Front.LDAPS);
    try (LDAPConnection connection =
        new LDAPConnection(
            tls.getSocketFactory(), options, at.getAddress().getHostAddress(), at.getPort())) {
      connection.bind(LabDirectory.dn(name), PASSWORD);
      return Optional.empty();
    } catch (LDAPException failure) {
      return Optional.of(failure);
    }
  }
}
