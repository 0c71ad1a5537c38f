package org.vedette.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.shell.http.Doc;

public class ServerNounTest {
  private static final String LINE = "vdc_MARKED-credentials";
  private static final String STATUS = "{\"users\":12,\"applications\":3}";
  private static final String MFA1 =
      "{\"name\":\"mfa1\",\"host\":\"mfa1.example.org\",\"port\":4443,\"voter\":true,"
          + "\"role\":\"master\",\"version\":\"1.3.0\",\"epoch\":4,\"lagChanges\":null,"
          + "\"lagTime\":null,\"clockDifference\":null,\"lastContact\":null,"
          + "\"certificateExpires\":\"2027-02-16T07:00:00Z\",\"trouble\":\"\"}";
  private static final String MFA2 =
      "{\"name\":\"mfa2\",\"host\":\"mfa2.example.org\",\"port\":4443,\"voter\":false,"
          + "\"role\":\"subordinate\",\"version\":\"1.2.0\",\"epoch\":4,\"lagChanges\":3,"
          + "\"lagTime\":\"PT2.4S\",\"clockDifference\":\"PT-0.012S\","
          + "\"lastContact\":\"2026-11-21T05:59:56Z\",\"auditMissing\":7,"
          + "\"auditFetched\":\"2026-11-21T05:59:30Z\","
          + "\"certificateExpires\":\"2027-01-20T07:00:00Z\",\"trouble\":\"its disk is full\"}";

  @Rule public final StubServer server = new StubServer();
  private final FakeTerminal terminal = new FakeTerminal();

  private static String cluster(String self, String role, String more) {
    return "{\"cluster\":\"7f6a0b1e\",\"self\":\"%s\",\"role\":\"%s\",\"epoch\":4,"
            .formatted(self, role)
        + "\"automatic\":false,\"now\":\"2026-11-21T06:00:00Z\",\"order\":[\"mfa2 runs 1.2.0\"],"
        + more
        + ",\"servers\":["
        + MFA1
        + ","
        + MFA2
        + "]}";
  }

  private int run(String... line) {
    return new Client(terminal, server.here()).run(List.of(line));
  }

  private Map<String, ?> sent() {
    return Doc.read(server.last().body().getBytes(StandardCharsets.UTF_8)).fields();
  }

  private Map<String, ?> sentTo(String line) {
    String body =
        server.requests().stream()
            .filter(it -> it.line().equals(line))
            .findFirst()
            .orElseThrow()
            .body();
    return Doc.read(body.getBytes(StandardCharsets.UTF_8)).fields();
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(server.base().resolve(name), content);
  }

  @Test
  public void serversAreListedWithWhatIsWrong() {
    server.on(
        "GET /api/v1/cluster",
        200,
        cluster("mfa1", "master", "\"master\":\"mfa1\",\"notice\":\"\",\"progress\":null"));
    assertThat(run("server", "list")).isEqualTo(Failure.DONE);
    assertThat(terminal.written())
        .containsPattern("mfa1 \\(this\\) +master, votes +mfa1.example.org:4443 +1.3.0 +4 +87 days")
        .containsPattern(
            "mfa2 +subordinate +mfa2.example.org:4443 +1.2.0 +4 +3 changes, 2 s +7 missing, 30 s"
                + " +12 ms behind +4 s ago +60 days")
        .contains("mfa2: its disk is full", "mfa2 runs 1.2.0", "Next: vedette server status");
  }

  @Test
  public void aSingleServerIsToldHowToHaveAnother() {
    server.on(
        "GET /api/v1/cluster",
        200,
        "{\"cluster\":null,\"self\":\"mfa1\",\"role\":\"single\",\"epoch\":0,\"servers\":[],"
            + "\"notice\":\"\",\"master\":null}");
    assertThat(run("server", "list")).isEqualTo(Failure.DONE);
    assertThat(run("server", "status")).isEqualTo(Failure.DONE);
    assertThat(terminal.written())
        .contains("This is a single server.", "vedette server invite NAME", "takes changes");
  }

  @Test
  public void whatToDoFollowsFromTheRole() {
    server.on(
        "GET /api/v1/cluster",
        200,
        cluster(
            "mfa2",
            "subordinate",
            "\"master\":null,\"notice\":\"mfa1 does not answer\",\"progress\":null"));
    assertThat(run("server", "status")).isEqualTo(Failure.DONE);
    assertThat(terminal.written())
        .contains("mfa1 does not answer", "vedette server promote --master-unreachable")
        .containsPattern("servers +mfa1, mfa2");
    server.on(
        "GET /api/v1/cluster",
        200,
        cluster("mfa1", "waiting", "\"master\":null,\"notice\":\"\",\"progress\":null"));
    assertThat(run("server", "status")).isEqualTo(Failure.DONE);
    assertThat(run("server", "status")).isEqualTo(Failure.DONE);
    assertThat(terminal.written()).contains("vedette server alone");
  }

  @Test
  public void credentialsAreShownOnceOrWrittenForTheOwnerAlone() throws IOException {
    server.on(
        "POST /api/v1/cluster/invitations",
        201,
        "{\"credentials\":\"" + LINE + "\",\"expires\":\"2026-11-22T06:00:00Z\"}");
    assertThat(run("server", "invite", "mfa2")).isEqualTo(Failure.DONE);
    assertThat(sent()).isEqualTo(Map.of("name", "mfa2"));
    assertThat(terminal.written()).containsOnlyOnce(LINE).contains("vedette server join");

    FakeTerminal second = new FakeTerminal();
    Path out = server.base().resolve("mfa3.credentials");
    List<String> line =
        List.of("server", "invite", "mfa3", "--replaces", "mfa2", "--out", out.toString());
    assertThat(new Client(second, server.here()).run(line)).isEqualTo(Failure.DONE);
    assertThat(sent()).isEqualTo(Map.of("name", "mfa3", "replaces", "mfa2"));
    assertThat(second.written())
        .doesNotContain(LINE)
        .contains("vedette server join --credentials " + out);
    assertThat(out).hasContent(LINE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
        .isEqualTo("rw-------");

    int asked = server.requests().size();
    assertThat(new Client(second, server.here()).run(line)).isEqualTo(Failure.USAGE);
    assertThat(server.requests()).as("the file is there, so nobody is asked").hasSize(asked);
    assertThat(out).hasContent(LINE);
  }

  @Test
  public void anInvitationThatIsRefusedLeavesNoFile() {
    server.on(
        "POST /api/v1/cluster/invitations",
        400,
        "{\"detail\":\"name: a server is called so\",\"field\":\"name\",\"status\":400}");
    Path out = server.base().resolve("none");
    assertThat(run("server", "invite", "mfa1", "--out", out.toString())).isEqualTo(Failure.REFUSED);
    assertThat(terminal.complaints()).contains("name: a server is called so");
    assertThat(out).doesNotExist();
  }

  @Test
  public void aServerThatJoinsIsWatchedUntilItFollows() throws IOException {
    String progress = "\"progress\":{\"what\":\"copying records\",\"done\":3,\"total\":9}";
    server.on("GET /api/v1/status", 200, STATUS);
    server.on("POST /api/v1/cluster/join", 200, "{\"what\":\"taken in\"}");
    server.on(
        "GET /api/v1/cluster",
        200,
        cluster("mfa2", "joining", "\"master\":\"mfa1\",\"notice\":\"\"," + progress));
    server.on("GET /api/v1/cluster", 503, "{\"detail\":\"not installed: store\"}");
    server.on(
        "GET /api/v1/cluster",
        200,
        cluster("mfa2", "subordinate", "\"master\":\"mfa1\",\"notice\":\"\",\"progress\":null"));
    Path file = file("credentials", LINE + "\n");

    terminal.answering("yes");
    assertThat(run("server", "join", "--credentials", file.toString())).isEqualTo(Failure.DONE);

    assertThat(sentTo("POST /api/v1/cluster/join"))
        .isEqualTo(Map.of("credentials", LINE, "replace", true));
    assertThat(terminal.written())
        .contains("users: 12, applications: 3")
        .contains("Joined as mfa2: the master is mfa1.")
        .doesNotContain(LINE);
    assertThat(server.requests())
        .as("the local credential is good before and after")
        .allSatisfy(
            it -> assertThat(it.authorization()).isEqualTo("Bearer " + StubServer.CREDENTIAL));
  }

  @Test
  public void nothingIsLostWithoutAYes() throws IOException {
    server.on("GET /api/v1/status", 200, STATUS);
    terminal.typing(LINE).answering("y");
    assertThat(run("server", "join")).isEqualTo(Failure.REFUSED);
    assertThat(server.requests()).hasSize(1);
    assertThat(run("server", "join")).as("nobody types the credentials").isEqualTo(Failure.USAGE);
    assertThat(run("server", "join", LINE)).as("on the command line").isEqualTo(Failure.USAGE);
    assertThat(run("server", "join", "--credentials", file("empty", "\n").toString()))
        .isEqualTo(Failure.USAGE);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  public void aScriptSaysThatRecordsMayBeLostAndMayNotWait() {
    server.on("POST /api/v1/cluster/join", 200, "{\"what\":\"taken in\"}");
    terminal.piped(LINE + "\n");
    assertThat(run("server", "join", "--stdin", "--replace", "--no-wait")).isEqualTo(Failure.DONE);
    assertThat(sent()).isEqualTo(Map.of("credentials", LINE, "replace", true));
    assertThat(terminal.written()).contains("taken in", "vedette server status");
  }

  @Test
  public void whereNobodyCanBeAskedTheServerDecides() {
    server.on("GET /api/v1/status", 200, STATUS);
    server.on(
        "POST /api/v1/cluster/join",
        400,
        "{\"detail\":\"replace: there are 12 users\",\"field\":\"replace\",\"status\":400}");
    terminal.piped(LINE + "\n");
    assertThat(run("server", "join", "--stdin")).isEqualTo(Failure.REFUSED);
    assertThat(sent()).isEqualTo(Map.of("credentials", LINE, "replace", false));
    assertThat(terminal.complaints()).contains("there are 12 users", "server join --replace");
  }

  @Test
  public void joiningThatFailedIsNoSuccess() {
    server.on("POST /api/v1/cluster/join", 200, "{\"what\":\"taken in\"}");
    server.on(
        "GET /api/v1/cluster",
        200,
        cluster(
            "mfa2", "single", "\"master\":null,\"notice\":\"the copy broke\",\"progress\":null"));
    terminal.piped(LINE + "\n");
    assertThat(run("server", "join", "--stdin", "--replace")).isEqualTo(Failure.REFUSED);
    assertThat(terminal.written()).contains("did not become a subordinate", "the copy broke");
  }

  @Test
  public void aTokenThatWasReplacedIsNamedAsTheReason() {
    server.on("POST /api/v1/cluster/join", 200, "{\"what\":\"taken in\"}");
    server.on("GET /api/v1/cluster", 401, "{\"detail\":\"the token is unknown\",\"status\":401}");
    terminal.piped(LINE + "\n");
    assertThat(run("server", "join", "--stdin", "--replace")).isEqualTo(Failure.REFUSED);
    assertThat(terminal.complaints()).contains("among the records that were replaced");
  }

  @Test
  public void ordersAreSentAsTheyAreTyped() {
    server.on("POST /api/v1/cluster/promote", 200, "{\"what\":\"mfa2 is the master\"}");
    server.on("POST /api/v1/cluster/alone", 200, "{\"what\":\"it writes\"}");
    server.on("DELETE /api/v1/cluster/servers/mfa3", 200, "{\"what\":\"removed mfa3\"}");
    server.on("PUT /api/v1/cluster/failover", 200, "{\"what\":\"they choose\"}");
    assertThat(run("server", "promote")).isEqualTo(Failure.DONE);
    assertThat(sent()).isEqualTo(Map.of("masterUnreachable", false, "anyOrder", false));
    assertThat(run("server", "promote", "--master-unreachable", "--any-order"))
        .isEqualTo(Failure.DONE);
    assertThat(sent()).isEqualTo(Map.of("masterUnreachable", true, "anyOrder", true));
    assertThat(run("server", "alone")).isEqualTo(Failure.DONE);
    assertThat(run("server", "remove", "mfa3")).isEqualTo(Failure.DONE);
    assertThat(run("server", "failover", "automatic")).isEqualTo(Failure.DONE);
    assertThat(sent()).isEqualTo(Map.of("automatic", true));
    assertThat(run("server", "failover", "manual")).isEqualTo(Failure.DONE);
    assertThat(sent()).isEqualTo(Map.of("automatic", false));
    assertThat(terminal.written())
        .contains("mfa2 is the master", "it writes", "removed mfa3", "they choose");
    int asked = server.requests().size();
    assertThat(run("server", "failover", "perhaps")).isEqualTo(Failure.USAGE);
    assertThat(server.requests()).hasSize(asked);
  }

  @Test
  public void aWrongOrderOfUpgradesNamesTheWayOut() {
    server.on(
        "POST /api/v1/cluster/promote",
        409,
        "{\"detail\":\"anyOrder: older than this server: mfa3 (1.2.9)\",\"field\":\"anyOrder\","
            + "\"status\":409}");
    assertThat(run("server", "promote")).isEqualTo(Failure.REFUSED);
    assertThat(terminal.complaints())
        .contains("vedette: older than this server: mfa3 (1.2.9)", "promote --any-order");
  }

  @Test
  public void aMasterThatDoesNotAnswerIsNamedWithTheWayOut() {
    server.on(
        "POST /api/v1/cluster/promote",
        400,
        "{\"detail\":\"masterUnreachable: the master does not answer\",\"status\":400,"
            + "\"field\":\"masterUnreachable\"}");
    assertThat(run("server", "promote")).isEqualTo(Failure.REFUSED);
    assertThat(terminal.complaints())
        .contains("vedette: the master does not answer", "promote --master-unreachable");
  }

  @Test
  public void whoRemovesAServerThatIsNotThereIsShownThoseThatAre() {
    server.on(
        "DELETE /api/v1/cluster/servers/mfa9",
        400,
        "{\"detail\":\"name: there is no server called mfa9\",\"field\":\"name\",\"status\":400}");
    assertThat(run("server", "remove", "mfa9")).isEqualTo(Failure.REFUSED);
    assertThat(terminal.complaints())
        .contains("vedette: there is no server called mfa9", "Next:    vedette server list");
  }

  @Test
  public void aServerLeavesByItsOwnNameAfterAYes() {
    server.on(
        "GET /api/v1/cluster",
        200,
        cluster("mfa2", "subordinate", "\"master\":\"mfa1\",\"notice\":\"\""));
    server.on("DELETE /api/v1/cluster/servers/mfa2", 200, "{\"what\":\"stands alone\"}");
    terminal.answering("no");
    assertThat(run("server", "leave")).isEqualTo(Failure.REFUSED);
    assertThat(server.last().line()).isEqualTo("GET /api/v1/cluster");
    terminal.answering("yes");
    assertThat(run("server", "leave")).isEqualTo(Failure.DONE);
    assertThat(server.last().line()).isEqualTo("DELETE /api/v1/cluster/servers/mfa2");
    assertThat(run("server", "leave", "--yes")).isEqualTo(Failure.DONE);
  }

  @Test
  public void anUpdateOfTheMasterNamesTheServersThatComeFirst() throws IOException {
    String done = "{\"id\":\"1\",\"capability\":\"radius\",\"verb\":\"update\",\"state\":\"done\"}";
    server.on("POST /api/v1/capabilities/updates", 202, done);
    Path jar = file("radius.jar", "jar");
    assertThat(run("capability", "update", jar.toString())).isEqualTo(Failure.DONE);
    assertThat(terminal.complaints()).as("no replication").isEmpty();
    server.on(
        "GET /api/v1/cluster",
        200,
        cluster("mfa2", "subordinate", "\"master\":\"mfa1\",\"notice\":\"\""));
    server.on(
        "GET /api/v1/cluster",
        200,
        cluster("mfa1", "master", "\"master\":\"mfa1\",\"notice\":\"\""));
    assertThat(run("capability", "update", jar.toString())).isEqualTo(Failure.DONE);
    assertThat(terminal.complaints()).as("a subordinate").isEmpty();
    assertThat(run("capability", "update", jar.toString())).isEqualTo(Failure.DONE);
    assertThat(terminal.complaints()).contains("the master: update mfa2 first");
  }

  @Test
  public void withoutAMasterAChangeSaysWhatToDo() {
    server.on(
        "POST /api/v1/users",
        503,
        "{\"detail\":\"no master reachable: sign-ins go on, changes do not; promote with"
            + " bin/vedette server promote\",\"status\":503}");
    assertThat(run("user", "add", "alice")).isEqualTo(Failure.REFUSED);
    assertThat(terminal.complaints()).contains("promote with bin/vedette server promote");
  }
}
