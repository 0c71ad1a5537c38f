package org.vedette.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class OathNounTest {
  private static final String TOKEN =
      "{\"id\":\"1\",\"serial\":\"1100312\",\"manufacturer\":\"Acme\",\"model\":\"C200\","
          + "\"type\":\"totp\",\"algorithm\":\"SHA1\",\"digits\":6,\"period\":30,"
          + "\"state\":\"assigned\",\"username\":\"alice\",\"imported\":\"2026-11-21T06:00:00Z\","
          + "\"expires\":null}";

  @Rule public final StubServer server = new StubServer();
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private final FakeTerminal terminal = new FakeTerminal();

  private int run(String... line) {
    return new Client(terminal, server.here()).run(List.of(line));
  }

  private String file(String content) throws IOException {
    Path file = folder.newFile().toPath();
    Files.writeString(file, content);
    return file.toString();
  }

  private static String report(int added, int refused, String lines) {
    return "{\"dryRun\":false,\"format\":\"csv\",\"read\":%d,\"added\":%d,\"replaced\":0,"
            .formatted(added + refused, added)
        + "\"unchanged\":0,\"waiting\":0,\"refused\":%d,\"lines\":[%s]}".formatted(refused, lines);
  }

  private void onImport(String query, String answer) {
    server.on("POST /api/v1/oath/imports?" + query, 200, answer);
  }

  @Test
  public void importsAFileAndNamesTheBadLines() throws IOException {
    onImport(
        "format=auto&dryRun=false&replace=false&expired=false",
        report(
            1,
            1,
            "{\"line\":2,\"serial\":\"7\",\"field\":\"secret\",\"reason\":\"is no Base32\","
                + "\"kept\":false}"));
    Path errors = folder.getRoot().toPath().resolve("bad.csv");
    int code = run("oath", "import", file("1,x,30\n7,y,30\n"), "--errors", errors.toString());
    assertThat(code).isEqualTo(Failure.REFUSED);
    assertThat(server.last().body()).isEqualTo("1,x,30\n7,y,30\n");
    assertThat(terminal.written())
        .contains("refused", "is no Base32", "Added 1 of 2 tokens, 1 refused.")
        .contains("Next: vedette oath assign SERIAL CODE --user USER");
    assertThat(errors)
        .content()
        .isEqualTo(
            "line,serial,kept,field,reason\r\n2,\"7\",false,\"secret\",\"is no Base32\"\r\n");
  }

  @Test
  public void optionsGoIntoTheAddressAndSecretsIntoHeaders() throws IOException {
    onImport("format=pskc&dryRun=true&replace=true&expired=true", report(3, 0, ""));
    terminal.piped("gehéim\n");
    int code =
        run(
            "oath",
            "import",
            file("<x/>"),
            "--dry-run",
            "--replace",
            "--allow-expired",
            "--format",
            "pskc",
            "--key-file",
            file("00112233445566778899aabbccddeeff\n"),
            "--passphrase-stdin");
    assertThat(code).isZero();
    assertThat(terminal.written()).contains("Would add 3 of 3 tokens.");
    assertThat(server.last().headers())
        .containsEntry("Vedette-key", "00112233445566778899aabbccddeeff")
        .containsEntry(
            "Vedette-passphrase",
            Base64.getEncoder().encodeToString("gehéim".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  public void aMissingFileIsAUsageError() {
    assertThat(run("oath", "import", "/nowhere/tokens.csv")).isEqualTo(Failure.USAGE);
    assertThat(terminal.complaints()).contains("FILE: /nowhere/tokens.csv cannot be read");
  }

  @Test
  public void handsATokenToAUser() {
    server.on("POST /api/v1/oath/tokens/1100312/assign", 200, TOKEN);
    assertThat(run("oath", "assign", "1100312", "123456", "--user", "alice")).isZero();
    assertThat(server.last().body()).isEqualTo("{\"codes\":[\"123456\"],\"user\":\"alice\"}");
    assertThat(terminal.written()).contains("alice can sign in with the token 1100312.");
  }

  @Test
  public void twoCodesAndAManufacturerMayBeGiven() {
    server.on("POST /api/v1/oath/tokens/9/assign?manufacturer=A%20B", 200, TOKEN);
    assertThat(run("oath", "assign", "9", "123456", "654321", "--manufacturer", "A B")).isZero();
    assertThat(server.last().body()).isEqualTo("{\"codes\":[\"123456\",\"654321\"]}");
  }

  @Test
  public void listsWithFilters() {
    server.on(
        "GET /api/v1/oath/tokens?limit=1&offset=0&search=11&state=assigned",
        200,
        "{\"items\":[" + TOKEN + "],\"total\":3}");
    assertThat(run("oath", "list", "11", "--state", "assigned", "--limit", "1")).isZero();
    assertThat(terminal.written())
        .contains("1100312", "totp SHA1, 6 digits, 30 s", "1 of 3 are shown", "--offset 1");
  }

  @Test
  public void showsResyncsReleasesAndRemoves() {
    server.on("GET /api/v1/oath/tokens/1100312", 200, TOKEN);
    server.on("POST /api/v1/oath/tokens/1100312/resync", 200, TOKEN);
    server.on("POST /api/v1/oath/tokens/1100312/release", 200, TOKEN);
    server.on("DELETE /api/v1/oath/tokens/1100312", 204, "");
    assertThat(run("oath", "show", "1100312")).isZero();
    assertThat(run("oath", "resync", "1100312", "123456", "654321")).isZero();
    assertThat(run("oath", "release", "1100312")).isZero();
    assertThat(run("oath", "remove", "1100312")).isZero();
    assertThat(terminal.written())
        .contains("alice", "Found its place again", "is free", "Removed the token 1100312");
  }
}
