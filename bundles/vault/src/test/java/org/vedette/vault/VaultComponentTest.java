package org.vedette.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.vedette.api.lifecycle.Health;

public class VaultComponentTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private final Set<String> registered = ConcurrentHashMap.newKeySet();
  private VaultComponent component;
  private Path master;

  @Before
  public void makeMasterKey() throws Exception {
    master = folder.getRoot().toPath().resolve("var/secrets/master.key");
    Files600.masterKey(master, 1);
  }

  @After
  public void close() throws Exception {
    component.close();
    assertThat(registered).isEmpty();
  }

  @Test
  public void registersItsServicesOnceTheKeysAreOpen() {
    start();
    awaitHealth(Health.Status.OK);
    assertThat(registered)
        .containsExactlyInAnyOrder(
            "org.vedette.api.secret.SecretVault",
            "org.vedette.api.secret.PasswordHasher",
            "org.vedette.api.secret.KeyTransfer");
    assertThat(folder.getRoot().toPath().resolve("var/secrets/vault.keys")).exists();
    assertThat(folder.getRoot().toPath().resolve("var/db/vault.mark")).exists();
  }

  @Test
  public void staysLockedUntilTheMasterKeyIsMended() throws Exception {
    Files.setPosixFilePermissions(master, PosixFilePermissions.fromString("rw-r--r--"));
    start();
    awaitHealth(Health.Status.CRITICAL);
    assertThat(component.health().message()).contains("chmod 600");
    assertThat(registered).isEmpty();
    Files.setPosixFilePermissions(master, PosixFilePermissions.fromString("rw-------"));
    component.modified(TestConfig.with(64));
    awaitHealth(Health.Status.OK);
    assertThat(registered).hasSize(3);
  }

  @Test
  public void keepsTheLastGoodSettings() {
    start();
    awaitHealth(Health.Status.OK);
    component.modified(TestConfig.with(0));
    assertThat(component.health().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(component.health().message()).contains("etc/org.vedette.vault.cfg", "hashQueue");
    assertThat(registered).hasSize(3);
    component.modified(TestConfig.with(8));
    awaitHealth(Health.Status.OK);
  }

  @Test
  public void startsWithDefaultsInPlaceOfABadNumber() {
    component = new VaultComponent(context(), TestConfig.with(0));
    await().until(() -> registered.size() == 3);
    assertThat(component.health().message()).contains("hashQueue");
  }

  private void start() {
    component = new VaultComponent(context(), TestConfig.with(64));
  }

  private void awaitHealth(Health.Status status) {
    await().until(() -> component.health().status() == status);
  }

  private BundleContext context() {
    return (BundleContext)
        Proxy.newProxyInstance(
            BundleContext.class.getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getProperty" -> folder.getRoot().toString();
                  case "registerService" -> register((Class<?>) arguments[0]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private ServiceRegistration<?> register(Class<?> type) {
    registered.add(type.getName());
    return (ServiceRegistration<?>)
        Proxy.newProxyInstance(
            ServiceRegistration.class.getClassLoader(),
            new Class<?>[] {ServiceRegistration.class},
            (proxy, method, arguments) -> registered.remove(type.getName()) ? null : null);
  }
}
