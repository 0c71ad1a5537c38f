package org.vedette.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.secret.Secret;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Worker;

public class SettingsTest {
  private static final String CREDENTIAL = "0123456789abcdefghijklmnopqrstuvwxyz";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private record Config(
      String localCredentialFile, int failuresPerMinute, int maxBodyBytes, int callbacksPerMinute)
      implements SdkConfig {
    Config(String localCredentialFile, int failuresPerMinute, int maxBodyBytes) {
      this(localCredentialFile, failuresPerMinute, maxBodyBytes, 600);
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return SdkConfig.class;
    }
  }

  @Test
  public void readsTheLocalCredential() throws IOException {
    Path file = folder.newFile("credential").toPath();
    Files.writeString(file, CREDENTIAL + "\n");

    Settings settings =
        new Settings(folder.getRoot().toString(), new Config("${karaf.base}/credential", 10, 4096));

    assertThat(settings.credential()).contains(Secret.of(CREDENTIAL));
    assertThat(settings.maxBodyBytes()).isEqualTo(4096);
    assertThat(settings.health()).isEqualTo(Health.ok());
  }

  @Test
  public void warnsOfACredentialThatCannotBeUsed() throws IOException {
    Path weak = folder.newFile().toPath();
    Files.writeString(weak, "short");

    for (String file : new String[] {weak.toString(), weak + ".missing"}) {
      Settings settings = new Settings("/base", new Config(file, 10, 4096));
      assertThat(settings.credential()).isEmpty();
      assertThat(settings.health().status()).isEqualTo(Health.Status.WARN);
    }
    assertThat(new Settings("/base", new Config("", 10, 4096)).health()).isEqualTo(Health.ok());
  }

  @Test
  public void keepsTheLastGoodSettings() {
    Settings settings = new Settings("/base", new Config("", 20, 4096));

    settings.modified(new Config("", 0, 4096));

    assertThat(settings.failuresPerMinute()).isEqualTo(20);
    Worker worker = new Worker();
    Health health = new SdkCapability("1", settings, new Installed(), worker).health();
    worker.stop();
    assertThat(health.status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(health.message()).contains("failuresPerMinute", "1 to 1000");
    settings.modified(new Config("", 20, 4096, 0));
    assertThat(settings.health().message()).contains("callbacksPerMinute", "1 to 1000000");
    assertThat(settings.callbacksPerMinute()).isEqualTo(600);
    settings.modified(new Config("", 30, 4096));
    assertThat(settings.health()).isEqualTo(Health.ok());
    assertThat(settings.failuresPerMinute()).isEqualTo(30);
  }
}
