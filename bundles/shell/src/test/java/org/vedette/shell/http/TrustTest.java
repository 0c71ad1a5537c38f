package org.vedette.shell.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.shell.Client;
import org.vedette.shell.Failure;
import org.vedette.shell.FakeTerminal;
import org.vedette.shell.StubServer;

public class TrustTest {
  private static final Pattern SHOWN = Pattern.compile("--trust ([0-9A-F:]{95})");

  @Rule public final StubServer server = new StubServer();
  private final FakeTerminal terminal = new FakeTerminal();

  private int away(String... more) {
    List<String> line = new java.util.ArrayList<>(List.of("status", "--server", server.url()));
    line.addAll(List.of(more));
    return new Client(terminal, server.elsewhere()).run(line);
  }

  private String fingerprint() {
    Matcher matcher = SHOWN.matcher(terminal.complaints());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private Path known() {
    return server.base().resolve("home/.config/vedette/known_servers");
  }

  @Test
  public void anUnknownServerGetsNothing() {
    assertThat(away()).isEqualTo(Failure.REFUSED);
    assertThat(terminal.complaints()).contains("does not know yet", "bin/vedette status");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  public void aServerIsTrustedByItsFingerprintFromThenOn() throws Exception {
    server.on("GET /api/v1/status", 200, "{}");
    away();
    assertThat(away("--trust", fingerprint().toLowerCase(java.util.Locale.ROOT))).isZero();
    assertThat(away()).isZero();
    assertThat(server.last().authorization()).isEqualTo("Bearer vdt_elsewhere");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(known())))
        .isEqualTo("rw-------");
  }

  @Test
  public void anotherFingerprintIsRefused() {
    assertThat(away("--trust", "00".repeat(32))).isEqualTo(Failure.REFUSED);
    assertThat(terminal.complaints()).contains("another certificate than the one given");
    assertThat(Files.exists(known())).isFalse();
    assertThat(away("--trust", "nonsense")).isEqualTo(Failure.USAGE);
  }

  @Test
  public void aChangedCertificateIsRefused() throws Exception {
    Files.createDirectories(known().getParent());
    String old = "00:".repeat(31) + "00";
    Files.writeString(
        known(), "127.0.0.1:" + server.port() + " " + old + "\nother:1 " + old + "\n");
    assertThat(away()).isEqualTo(Failure.REFUSED);
    assertThat(terminal.complaints()).contains("another certificate than before", old);
    assertThat(server.requests()).isEmpty();
    server.on("GET /api/v1/status", 200, "{}");
    assertThat(away("--trust", fingerprint())).isZero();
    assertThat(Files.readString(known())).contains("other:1 " + old);
  }

  @Test
  public void theOwnServerMustShowWhatLiesInItsKeyStore() throws Exception {
    Path keyStore = server.base().resolve("etc/tls/server.p12");
    Path kept = server.base().resolve("var/cache/client-pin");
    server.on("GET /api/v1/status", 200, "{}");
    assertThat(here()).isZero();
    assertThat(kept).exists();
    assertThat(here()).isZero();
    Files.writeString(kept, "tampered");
    assertThat(here()).isZero();
    Files.writeString(keyStore, "no key store");
    Files.setLastModifiedTime(keyStore, java.nio.file.attribute.FileTime.fromMillis(1));
    assertThat(here()).isEqualTo(Failure.REFUSED);
    assertThat(terminal.complaints()).contains("cannot be read");
  }

  private int here() {
    return new Client(terminal, server.here()).run(List.of("status"));
  }

  @Test
  public void aTokenIsNeededElsewhere() {
    Environment bare = new Environment(Optional.empty(), server.base().resolve("home"), Map.of());
    Client client = new Client(terminal, bare);
    assertThat(client.run(List.of("status"))).isEqualTo(Failure.USAGE);
    assertThat(client.run(List.of("status", "--server", server.url()))).isEqualTo(Failure.USAGE);
    assertThat(client.run(List.of("status", "--server", "http://x"))).isEqualTo(Failure.USAGE);
    assertThat(
            client.run(
                List.of("status", "--server", server.url(), "--token-file", "/does/not/exist")))
        .isEqualTo(Failure.USAGE);
    assertThat(terminal.complaints())
        .contains("No server is named", "A token is needed", "is no address", "cannot be read");
  }
}
