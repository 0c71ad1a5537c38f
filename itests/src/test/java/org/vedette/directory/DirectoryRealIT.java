package org.vedette.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.api.auth.Credential;
import org.vedette.api.directory.DirectoryProbe.Credentials;
import org.vedette.api.directory.DirectoryProbe.Step;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.primary.PrimaryRequest;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.primary.PrimaryVerdict.Confirmed;
import org.vedette.api.primary.PrimaryVerdict.Refused;
import org.vedette.api.primary.PrimaryVerdict.Unreachable;
import org.vedette.api.secret.SealedPlace;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.itests.real.Slapd;

/** The directory client against OpenLDAP. */
public class DirectoryRealIT {
  private static Slapd slapd;

  private final ConfiguredDirectory directory =
      new ConfiguredDirectory(
          "corp", "org.vedette.directory~corp", new OneSecret(), InstantSource.system());

  @BeforeClass
  public static void startServer() throws Exception {
    slapd = new Slapd();
  }

  @AfterClass
  public static void stopServer() throws Exception {
    if (slapd != null) {
      slapd.close();
    }
  }

  @After
  public void close() {
    directory.close();
  }

  @Test
  public void ldapSignsInWhereClearTextIsAllowed() throws Exception {
    configure(slapd.plain(), Map.of("allowClearText", "true"));
    signsIn();
  }

  @Test
  public void ldapIsNotUsedWhereClearTextIsNotAllowed() throws Exception {
    configure(slapd.plain(), Map.of());
    assertUnreachable("clear text");
  }

  @Test
  public void startTlsSignsIn() throws Exception {
    configure(slapd.plain(), Map.of("startTls", "true", "trustedCertificates", authority()));
    signsIn();
  }

  @Test
  public void ldapsSignsIn() throws Exception {
    configure(slapd.tls(), Map.of("trustedCertificates", authority()));
    signsIn();
    configure(
        slapd.tls().replace("127.0.0.1", "localhost"), Map.of("trustedCertificates", authority()));
    signsIn();
  }

  @Test
  public void untrustedCertificatesAreRefused() throws Exception {
    configure(slapd.plain(), Map.of("startTls", "true"));
    assertUnreachable("add the certificate of CN=Vedette test authority to trustedCertificates");
    configure(slapd.tls(), Map.of());
    assertUnreachable("add the certificate of CN=Vedette test authority to trustedCertificates");
  }

  @Test
  public void certificateOfAnotherHostIsRefused() throws Exception {
    configure(slapd.tlsByWrongName(), Map.of("trustedCertificates", authority()));
    assertUnreachable("does not name this host");
  }

  @Test
  public void wrongServicePasswordIsToldAndNotRepeated() throws Exception {
    configure(
        slapd.tls(), Map.of("trustedCertificates", authority(), "bindPassword", "marked-wrong-1"));
    assertUnreachable("service account " + Slapd.SERVICE_DN + " was refused");
  }

  @Test
  public void templateNeedsNoServiceAccount() throws Exception {
    configure(
        slapd.tls(),
        Map.of(
            "trustedCertificates",
            authority(),
            "bindDn",
            "",
            "bindPassword",
            "",
            "attributes",
            "",
            "userDnTemplate",
            "uid={name}," + Slapd.PEOPLE));
    assertThat(check(Slapd.USER, Slapd.USER_PASSWORD, false)).isInstanceOf(Confirmed.class);
    assertThat(check(Slapd.USER, "wrong", false)).isInstanceOf(Refused.class);
    assertThat(check(Slapd.USER, Slapd.USER_PASSWORD, true))
        .as("groups that cannot be read are not taken for none")
        .isInstanceOf(Unreachable.class);
  }

  @Test
  public void stoppedServerIsUnreachableUntilItIsBack() throws Exception {
    configure(slapd.plain(), Map.of("allowClearText", "true"));
    signsIn();
    slapd.stop();
    for (int i = 0; i < 5; i++) {
      assertThat(check(Slapd.USER, Slapd.USER_PASSWORD, false)).isInstanceOf(Unreachable.class);
    }
    assertThat(directory.health().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(directory.health().message()).contains("connection refused");
    slapd.start();
    await().atMost(Duration.ofSeconds(30)).until(() -> directory.health().equals(Health.ok()));
    signsIn();
  }

  @Test
  public void probePassesAllSteps() throws Exception {
    configure(slapd.tls(), Map.of("trustedCertificates", authority()));
    List<Step> steps =
        directory
            .probe(Optional.of(new Credentials(Slapd.USER, Secret.of(Slapd.USER_PASSWORD))))
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    assertThat(steps).allMatch(Step::passed);
    assertThat(steps)
        .extracting(Step::step)
        .containsExactly(
            "name", "network", "tls", "credentials", "base", "rights", "reading", "sign-in");
  }

  private void signsIn() throws Exception {
    Confirmed confirmed = (Confirmed) check(Slapd.USER, Slapd.USER_PASSWORD, true);
    assertThat(confirmed.groups()).containsExactly(Slapd.GROUP);
    assertThat(confirmed.attributes()).containsEntry("mail", "alice@corp.example");
    assertThat(check("alice@corp.example", Slapd.USER_PASSWORD, false))
        .isInstanceOf(Confirmed.class);
    assertThat(check(Slapd.USER, "wrong", false)).isInstanceOf(Refused.class);
    assertThat(check(Slapd.USER, "", false)).isInstanceOf(Refused.class);
    assertThat(check("nobody", Slapd.USER_PASSWORD, false)).isInstanceOf(Refused.class);
    assertThat(check("*", Slapd.USER_PASSWORD, false)).isInstanceOf(Refused.class);
    assertThat(directory.health()).isEqualTo(Health.ok());
  }

  private void assertUnreachable(String why) throws Exception {
    assertThat(check(Slapd.USER, Slapd.USER_PASSWORD, false))
        .isInstanceOfSatisfying(
            Unreachable.class, verdict -> assertThat(verdict.why()).contains(why));
  }

  private static String authority() throws Exception {
    return slapd.authority().pem();
  }

  private PrimaryVerdict check(String name, String password, boolean groups) throws Exception {
    PrimaryRequest request =
        new PrimaryRequest(
            "real-1",
            name,
            Optional.empty(),
            new Credential.Typed(Secret.of(password)),
            UUID.randomUUID(),
            "192.0.2.1",
            groups,
            Instant.now().plusSeconds(20));
    return directory.check(request).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private void configure(String server, Map<String, String> more) {
    Map<String, Object> settings = Defaults.all();
    settings.put("servers", server);
    settings.put("baseDn", Slapd.BASE);
    settings.put("bindDn", Slapd.SERVICE_DN);
    settings.put("bindPassword", "$[secret:corp]");
    settings.put("userFilter", "(|(uid={name})(mail={name}))");
    settings.put("attributes", "mail");
    settings.put("responseTimeoutMillis", "5000");
    settings.put("maxConnections", "4");
    settings.putAll(more);
    directory.configure(settings);
  }

  /** A vault that holds the service account's password under one name. */
  private static final class OneSecret implements SecretVault {
    @Override
    public byte[] seal(SealedPlace place, Secret plain) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Secret open(SealedPlace place, byte[] sealed) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] mac(String purpose, byte[]... parts) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] random(int count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Secret> resolve(String setting) {
      return Optional.of(
          Secret.of(setting.equals("$[secret:corp]") ? Slapd.SERVICE_PASSWORD : setting));
    }
  }
}
