package org.vedette.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.primary.PrimaryVerdict.Confirmed;
import org.vedette.api.primary.PrimaryVerdict.Unreachable;

public class ConfiguredDirectoryTest {
  private final ConfiguredDirectory directory =
      new ConfiguredDirectory(
          "corp", "org.vedette.directory~corp", TestSettings.vault(), InstantSource.system());
  private TestServer server;

  @Before
  public void start() throws Exception {
    server = new TestServer();
  }

  @After
  public void stop() {
    directory.close();
    server.close();
  }

  private TestSettings good() {
    return new TestSettings().with("servers", server.plain()).with("allowClearText", "true");
  }

  private PrimaryVerdict check() throws Exception {
    return directory
        .check(
            DirectoryHarness.request(
                "alice", TestServer.ALICE_PASSWORD, false, Duration.ofSeconds(5)))
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  @Test
  public void badSettingsLeaveTheLastGoodOnesAtWork() throws Exception {
    directory.configure(good().map());
    assertThat(check()).isInstanceOf(Confirmed.class);
    directory.configure(good().with("scope", "sideways").map());
    assertThat(check()).isInstanceOf(Confirmed.class);
    assertThat(directory.health().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(directory.health().message())
        .contains("org.vedette.directory~corp")
        .contains("scope");
    directory.configure(good().map());
    assertThat(check()).isInstanceOf(Confirmed.class);
    assertThat(directory.health()).isEqualTo(Health.ok());
  }

  @Test
  public void withoutGoodSettingsItIsUnreachableAndSaysWhy() throws Exception {
    directory.configure(good().with("servers", "").map());
    assertThat(check()).isInstanceOf(Unreachable.class);
    assertThat(directory.health().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(directory.probe(Optional.empty()).toCompletableFuture().join())
        .singleElement()
        .satisfies(step -> assertThat(step.detail()).contains("servers"));
  }

  @Test
  public void capabilityTellsTheWorst() {
    DirectoryCapability capability = new DirectoryCapability("1.2.3");
    assertThat(capability.health()).isEqualTo(Health.ok());
    capability.add("a", Health::ok);
    capability.add("b", () -> Health.warn("b limps"));
    capability.add("c", () -> Health.critical("c is down"));
    assertThat(capability.health()).isEqualTo(Health.critical("b limps; c is down"));
    capability.remove("c");
    assertThat(capability.health()).isEqualTo(Health.warn("b limps"));
    assertThat(capability.id()).isEqualTo("directory");
    assertThat(capability.version()).isEqualTo("1.2.3");
  }
}
