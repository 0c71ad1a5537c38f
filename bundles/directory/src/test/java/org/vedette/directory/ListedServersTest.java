package org.vedette.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.directory.DirectoryServers;
import org.vedette.api.directory.DirectoryServers.Protection;
import org.vedette.api.lifecycle.Health;

/** What a listener that relays is told of the servers. */
public class ListedServersTest {
  private final ConfiguredDirectory directory =
      new ConfiguredDirectory(
          "corp", "org.vedette.directory~corp", TestSettings.vault(), InstantSource.system());
  private final DirectoryServers listed = directory.listed();
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

  @Test
  public void clearTextOnlyWhereItIsAllowed() {
    assertThat(listed.servers()).isEmpty();
    directory.configure(new TestSettings().with("servers", server.plain()).map());
    assertThat(listed.servers()).as("passwords would travel in clear text").isEmpty();
    directory.configure(
        new TestSettings().with("servers", server.plain()).with("startTls", "true").map());
    assertThat(listed.servers())
        .extracting(DirectoryServers.Server::protection)
        .containsExactly(Protection.START_TLS);
    directory.configure(
        new TestSettings().with("servers", server.plain()).with("allowClearText", "true").map());
    assertThat(listed.servers())
        .extracting(DirectoryServers.Server::protection)
        .containsExactly(Protection.NONE);
    assertThat(listed.tls()).isSameAs(listed.tls());
  }

  @Test
  public void whoIsInTroubleComesLast() {
    directory.configure(
        new TestSettings()
            .with("servers", "ldap://127.0.0.1:9," + server.plain())
            .with("allowClearText", "true")
            .map());
    DirectoryServers.Server dead = new DirectoryServers.Server("127.0.0.1", 9, Protection.NONE);
    listed.failed(dead, "test");
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> directory.health().status() == Health.Status.WARN);
    assertThat(listed.servers()).hasSize(2).last().isEqualTo(dead);
  }
}
