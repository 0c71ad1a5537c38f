package org.vedette.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

public class ClientTest {
  private static final String USER =
      "{\"id\":\"1\",\"username\":\"alice\",\"enabled\":true,\"complete\":false}";

  @Rule public final StubServer server = new StubServer();
  private final FakeTerminal terminal = new FakeTerminal();

  private int run(String... line) {
    return new Client(terminal, server.here()).run(List.of(line));
  }

  @Test
  public void worksAtOnceOnTheServersOwnHost() {
    server.on(
        "GET /api/v1/status",
        200,
        "{\"version\":\"1.2\",\"server\":\"mfa01\",\"java\":\"17\",\"uptimeSeconds\":309,"
            + "\"health\":{\"status\":\"ok\",\"message\":\"\"},\"users\":0,\"capabilities\":["
            + "{\"id\":\"radius\",\"version\":\"1.2\",\"addresses\":[\"udp 0.0.0.0:1812\"],"
            + "\"health\":\"ok\",\"message\":\"\"}]}");
    assertThat(run("status")).isZero();
    assertThat(server.last().authorization()).isEqualTo("Bearer " + StubServer.CREDENTIAL);
    assertThat(terminal.written())
        .contains("Vedette 1.2 is ok", "mfa01", "5 min 9 s", "radius", "udp 0.0.0.0:1812")
        .contains("Next: vedette user add NAME");
  }

  @Test
  public void theStatusHasALineAboutTheOtherServers() {
    String status =
        "{\"version\":\"1.2\",\"health\":{\"status\":\"warn\"},\"capabilities\":[],\"cluster\":"
            + "{\"self\":\"mfa2\",\"role\":\"subordinate\",\"servers\":2,\"master\":%s,"
            + "\"notice\":\"%s\"}}";
    server.on("GET /api/v1/status", 200, status.formatted("\"mfa1\"", ""));
    server.on("GET /api/v1/status", 200, status.formatted("null", "mfa1 does not answer"));
    assertThat(run("status")).isZero();
    assertThat(terminal.written())
        .contains("mfa2, subordinate of 2 servers, master mfa1")
        .doesNotContain("vedette server status");
    assertThat(run("status")).isZero();
    assertThat(terminal.written()).contains("no master reachable", "Next: vedette server status");
  }

  @Test
  public void writesTheAnswerAsItCameWhenJsonIsAsked() {
    server.on("GET /api/v1/users/alice", 200, USER, "X-Chunked", "yes");
    assertThat(run("user", "show", "alice", "--json")).isZero();
    assertThat(terminal.written()).contains("\"username\" : \"alice\"").doesNotContain("Next");
  }

  @Test
  public void sendsOnlyTheFieldsGiven() {
    server.on("PATCH /api/v1/users/alice", 200, USER);
    assertThat(run("user", "set", "alice", "enabled=false", "phone=")).isZero();
    assertThat(server.last().body()).isEqualTo("{\"enabled\":false,\"phone\":null}");
  }

  @Test
  public void encodesNamesInPaths() {
    server.on("DELETE /api/v1/users/a%2Fb%20%C3%BC%3F", 204, "");
    assertThat(run("user", "remove", "a/b ü?")).isZero();
  }

  @Test
  public void tellsTheServersRefusalWithFieldAndNextStep() {
    server.on(
        "POST /api/v1/users",
        409,
        "{\"title\":\"Conflict\",\"status\":409,\"detail\":\"this name is taken\","
            + "\"field\":\"username\"}",
        "Content-Type",
        "application/problem+json");
    assertThat(run("user", "add", "alice")).isEqualTo(Failure.REFUSED);
    assertThat(terminal.complaints()).contains("vedette: username: this name is taken", "Next:");
    assertThat(terminal.written()).isEmpty();
  }

  @Test
  public void writesProblemsAsJsonWhenJsonIsAsked() {
    assertThat(run("user", "show", "nobody", "--json")).isEqualTo(Failure.REFUSED);
    assertThat(terminal.complaints())
        .startsWith("{")
        .contains("\"detail\" : \"nothing is prepared");
  }

  @Test
  public void tellsWhenToTryAgain() {
    server.on("GET /api/v1/status", 503, "{\"detail\":\"being replaced\"}", "Retry-After", "7");
    assertThat(run("status")).isEqualTo(Failure.REFUSED);
    assertThat(terminal.complaints()).contains("being replaced", "in 7 s");
  }

  @Test
  public void tellsThatNoServerAnswers() {
    server.stop();
    assertThat(run("status")).isEqualTo(Failure.REFUSED);
    assertThat(terminal.complaints())
        .contains("No server answers at https://127.0.0.1")
        .contains("bin/start");
  }

  @Test
  public void wrongUsageEndsWithTwoAndAsksNoServer() {
    assertThat(run("user", "ad", "alice")).isEqualTo(Failure.USAGE);
    assertThat(run()).isEqualTo(Failure.USAGE);
    assertThat(run("user")).isEqualTo(Failure.USAGE);
    assertThat(run("user", "add", "alice", "password=secret")).isEqualTo(Failure.USAGE);
    assertThat(run("user", "set", "alice")).isEqualTo(Failure.USAGE);
    assertThat(server.requests()).isEmpty();
    assertThat(terminal.complaints()).contains("Did you mean add?").doesNotContain("=secret");
  }

  @Test
  public void helpEndsWithZero() {
    assertThat(run("--help")).isZero();
    assertThat(run("user", "--help")).isZero();
    assertThat(run("user", "add", "--help")).isZero();
    assertThat(run("help", "user", "add")).isZero();
    assertThat(run("version")).isZero();
    assertThat(run("completion")).isZero();
    assertThat(server.requests()).isEmpty();
  }

  @Test
  public void examplesAreWrittenAsTheClientWasCalled() {
    terminal.called("bin/vedette");
    run("user", "add", "--help");
    assertThat(terminal.written())
        .contains("  bin/vedette user add alice")
        .contains("Usage: bin/vedette user");
    run("user", "ad");
    assertThat(terminal.complaints()).contains("Next:    bin/vedette user --help");
  }

  @Test
  public void asksForPasswordsTwice() {
    server.on("PUT /api/v1/users/alice/password", 204, "");
    terminal.typing("correct horse", "correct horse");
    assertThat(run("user", "password", "alice")).isZero();
    assertThat(server.last().body()).isEqualTo("{\"password\":\"correct horse\"}");
    terminal.typing("one", "two");
    assertThat(run("user", "password", "alice")).isEqualTo(Failure.USAGE);
    assertThat(terminal.complaints()).contains("not the same");
  }

  @Test
  public void readsPasswordsFromAPipeOnlyWhenTold() {
    server.on("PUT /api/v1/users/alice/password", 204, "");
    terminal.piped("from a pipe\n");
    assertThat(run("user", "password", "alice")).isEqualTo(Failure.USAGE);
    assertThat(terminal.complaints()).contains("--stdin");
    assertThat(run("user", "password", "alice", "--stdin")).isZero();
    assertThat(server.last().body()).contains("from a pipe");
  }

  @Test
  public void showsAnEnrollmentAsAddressAndQrCode() {
    server.on(
        "POST /api/v1/users/alice/enrollments",
        201,
        "{\"enrollment\":{\"id\":\"e1\",\"method\":\"oath\"},\"show\":{\"otpauth\":\"otpauth://totp/x?secret=ABC\"}}");
    terminal.wide(80).coloured();
    assertThat(run("enrollment", "add", "alice", "digits=8", "--label", "phone")).isZero();
    assertThat(server.last().body())
        .isEqualTo(
            "{\"method\":\"oath\",\"mode\":\"standard\",\"label\":\"phone\",\"params\":{\"digits\":\"8\"}}");
    assertThat(terminal.written())
        .contains("otpauth://totp/x?secret=ABC")
        .contains("\u001b[30;107m");
  }

  @Test
  public void importsASecretWithoutShowingIt() {
    server.on(
        "POST /api/v1/users/alice/enrollments",
        201,
        "{\"enrollment\":{\"id\":\"e1\"},\"show\":{\"otpauth\":\"otpauth://totp/x?secret=ABC\"}}");
    terminal.wide(80).piped("ABC\n");
    assertThat(run("enrollment", "add", "alice", "--secret-stdin")).isZero();
    assertThat(server.last().body()).contains("\"secret\":\"ABC\"");
    assertThat(terminal.written()).doesNotContain("secret=ABC");
  }

  @Test
  public void makesTheSecretOfAnApplicationAndShowsItOnce() {
    listeners();
    server.on("POST /api/v1/applications", 201, "{\"name\":\"vpn\"}");
    assertThat(run("application", "add", "vpn", "listener=radius", "selectors=a,b", "port=1"))
        .isZero();
    String sent = server.last().body();
    assertThat(sent).contains("\"selectors\":[\"a\",\"b\"]").contains("\"extra\":{\"port\":\"1\"");
    String secret = sent.replaceAll(".*\"secret\":\"([A-Za-z0-9]{24})\".*", "$1");
    assertThat(secret).hasSize(24);
    assertThat(terminal.written()).contains("secret: " + secret);
  }

  @Test
  public void takesTheSecretOfAnApplicationFromAPipe() {
    listeners();
    server.on("POST /api/v1/applications", 201, "{\"name\":\"vpn\"}");
    terminal.piped("known to the client\n");
    assertThat(run("application", "add", "vpn", "listener=radius", "--secret-stdin")).isZero();
    assertThat(server.last().body()).contains("\"secret\":\"known to the client\"");
    assertThat(terminal.written()).doesNotContain("known to the client");
  }

  @Test
  public void namesTheListenersThereAre() {
    listeners();
    assertThat(run("application", "add", "vpn", "listener=ldap")).isEqualTo(Failure.REFUSED);
    assertThat(terminal.complaints()).contains("there is radius");
  }

  private void listeners() {
    server.on(
        "GET /api/v1/listeners",
        200,
        "{\"items\":[{\"id\":\"radius\",\"fields\":[{\"name\":\"secret\",\"secret\":true},"
            + "{\"name\":\"port\",\"secret\":false}]}]}");
  }

  @Test
  public void failedChecksEndWithOne() {
    server.on(
        "POST /api/v1/audit/verify",
        200,
        "{\"intact\":false,\"checked\":7,\"problems\":[\"record 3\"]}");
    server.on(
        "POST /api/v1/directories/corp/test",
        200,
        "{\"passed\":false,\"steps\":[{\"step\":\"connect\"}]}");
    assertThat(run("audit", "verify")).isEqualTo(Failure.REFUSED);
    assertThat(run("directory", "test", "corp")).isEqualTo(Failure.REFUSED);
    assertThat(terminal.written()).contains("record 3", "connect", "failed");
  }

  @Test
  public void showsWhatIsInADirectory() {
    String alice =
        "{\"id\":\"1\",\"dn\":\"CN=Alice\",\"kind\":\"user\",\"enabled\":false,"
            + "\"facts\":{\"username\":\"alice\",\"mail\":\"a@b.example\"},\"names\":[\"alice\"]}";
    server.on(
        "GET /api/v1/directories/corp/entries?limit=7&kind=user&below=false&text=al%20i&base=OU%3DX",
        200, "{\"items\":[" + alice + "],\"next\":\"n\",\"oddities\":[\"CN=Bob is odd\"]}");
    assertThat(
            run(
                "directory",
                "search",
                "corp",
                "al i",
                "--limit",
                "7",
                "--direct",
                "--base",
                "OU=X"))
        .isZero();
    assertThat(terminal.written()).contains("alice", "disabled", "CN=Alice", "Bob is odd");
    server.on(
        "GET /api/v1/directories/corp/entries/named?typed=CORP%5Calice",
        200, "{\"items\":[" + alice + "," + alice + "],\"next\":\"\",\"oddities\":[]}");
    assertThat(run("directory", "find", "corp", "CORP\\alice")).isEqualTo(Failure.REFUSED);
    assertThat(terminal.written()).contains("ambiguous");
  }

  @Test
  public void resetsSettingsToTheirDefaults() {
    server.on("PATCH /api/v1/settings/p", 200, "{\"pid\":\"p\"}");
    assertThat(run("settings", "set", "p", "a.b=1", "--default", "c")).isZero();
    assertThat(server.last().body()).isEqualTo("{\"a.b\":\"1\",\"c\":null}");
  }

  @Test
  public void auditRecordsOfSeveralServersHaveAColumnAndPages() {
    server.on(
        "GET /api/v1/audit?limit=1&before=m.5.x&server=mfa2",
        200,
        "{\"items\":[{\"id\":\"B\",\"serverName\":\"mfa2\",\"at\":\"2026-11-21T06:00:00Z\"}],"
            + "\"next\":\"m.4.x\"}");
    assertThat(run("audit", "list", "--at", "mfa2", "--limit", "1", "--before", "m.5.x")).isZero();
    assertThat(terminal.written()).contains("SERVER", "mfa2", "audit list --before m.4.x");
  }

  @Test
  public void followsTheAuditFromItsEnd() {
    server.on(
        "GET /api/v1/audit?limit=10",
        200,
        "{\"items\":[{\"id\":\"B\",\"number\":5},{\"id\":\"A\",\"number\":4}],\"newest\":\"m_5.x\"}");
    server.on(
        "GET /api/v1/audit/after/m_5.x?wait=20&limit=100",
        200,
        "{\"items\":[{\"id\":\"B\",\"number\":5},{\"id\":\"C\",\"number\":6}],\"next\":\"m_6.x\"}");
    server.on(
        "GET /api/v1/audit/after/m_6.x?wait=20&limit=100",
        200,
        "{\"items\":[{\"id\":\"D\"},{\"id\":\"E\"}],\"next\":\"m_8.x\"}");
    assertThat(run("audit", "tail", "--count", "2", "--json")).isZero();
    assertThat(terminal.written().lines())
        .containsExactly(
            "{\"id\":\"A\",\"number\":4}",
            "{\"id\":\"B\",\"number\":5}",
            "{\"id\":\"C\",\"number\":6}",
            "{\"id\":\"D\"}");
  }

  @Test
  public void namesFromElsewhereCannotCommandTheTerminal() {
    server.on(
        "GET /api/v1/users?text=&offset=0&limit=50",
        200,
        "{\"total\":1,\"items\":[{\"username\":\"\\u001b[2Jx\"}]}");
    assertThat(run("user", "list")).isZero();
    assertThat(terminal.written()).contains("x").doesNotContain("\u001b");
  }

  @Test
  public void aServerThatWasNeverStartedIsTold() throws Exception {
    Files.delete(server.base().resolve("var/secrets/local-credential"));
    assertThat(run("status")).isEqualTo(Failure.REFUSED);
    assertThat(terminal.complaints()).contains("never been started", "/bin/start");
  }

  private static final String SESSION =
      "{\"id\":1764147136001,\"application\":\"vpn\",\"nas\":\"192.0.2.1\","
          + "\"session\":\"s-1\",\"username\":\"alice\",\"framedAddress\":\"10.1.2.3\","
          + "\"state\":\"ended\",\"started\":\"2026-11-21T06:00:00Z\",\"seconds\":309,"
          + "\"octetsIn\":1536,\"octetsOut\":9,\"cause\":\"User-Request\"}";

  @Test
  public void listsSessionsOfAccounting() {
    server.on(
        "GET /api/v1/accounting/sessions?limit=1&user=al%20ice&open=false&before=9",
        200, "{\"items\":[" + SESSION + "]}");
    assertThat(
            run(
                "accounting",
                "list",
                "--user",
                "al ice",
                "--ended",
                "--before",
                "9",
                "--limit",
                "1"))
        .isZero();
    assertThat(terminal.written())
        .contains("1764147136001", "alice", "ended", "5 min 9 s", "10.1.2.3", "vpn 192.0.2.1")
        .contains("--before 1764147136001");
    assertThat(run("accounting", "list", "--open", "--ended")).isEqualTo(Failure.USAGE);
  }

  @Test
  public void showsASessionOfAccounting() {
    server.on(
        "GET /api/v1/accounting/sessions/1764147136001",
        200,
        "{\"session\":"
            + SESSION
            + ",\"reports\":[{\"number\":1764147136001,\"status\":\"Interim-Update\"}]}");
    assertThat(run("accounting", "show", "1764147136001")).isZero();
    assertThat(terminal.written())
        .contains("User-Request", "1.5 KiB", "9 B", "Interim-Update", "5 min 9 s")
        .contains("vedette accounting list --user alice");
    assertThat(run("accounting", "show", "x")).isEqualTo(Failure.USAGE);
  }
}
