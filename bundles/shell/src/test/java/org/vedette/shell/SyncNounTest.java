package org.vedette.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.shell.http.Doc;

public class SyncNounTest {
  private static final String ITEM =
      "{\"id\":\"1\",\"version\":1,\"position\":2,\"name\":\"Sales\",\"enabled\":true,"
          + "\"directory\":\"corp\",\"container\":\"OU=Sales,DC=corp\",\"group\":null,"
          + "\"onLeave\":\"disable\",\"onDisabled\":\"disable\",\"onDeleted\":\"remove\"}";

  @Rule public final StubServer server = new StubServer();
  private final FakeTerminal terminal = new FakeTerminal();

  private int run(String... line) {
    return new Client(terminal, server.here()).run(List.of(line));
  }

  private Map<String, ?> sent() {
    return Doc.read(server.last().body().getBytes(StandardCharsets.UTF_8)).fields();
  }

  private static String answer(String state, String more) {
    return "{\"id\":\"m3x\",\"kind\":\"full\",\"state\":\"%s\",\"phase\":\"end\",\"done\":3,"
            .formatted(state)
        + "\"total\":3,\"counts\":{\"seen\":3,\"added\":2},\"message\":\"\","
        + "\"lines\":[{\"directory\":\"corp\",\"entry\":\"u1\",\"user\":\"alice\","
        + "\"what\":\"add\",\"detail\":\"email: (none) -> a@b.example\"}]"
        + more
        + "}";
  }

  @Test
  public void aRunIsFollowedToItsEnd() {
    server.on("POST /api/v1/sync/runs", 202, answer("running", ""));
    server.on("GET /api/v1/sync/runs/m3x", 200, answer("done", ""));
    assertThat(run("sync", "run", "--full")).isEqualTo(Failure.DONE);
    assertThat(terminal.written())
        .contains("alice", "email: (none) -> a@b.example")
        .contains("Run m3x (full): done: 3 seen, 2 added.");
  }

  @Test
  public void aRunThatFailedIsNoSuccess() {
    server.on("POST /api/v1/sync/runs", 202, answer("failed", ""));
    assertThat(run("sync", "run")).isEqualTo(Failure.REFUSED);
    assertThat(sent()).isEqualTo(Map.of("full", false));
  }

  @Test
  public void whatWaitsIsNamedWithTheCommandThatApprovesIt() {
    server.on("POST /api/v1/sync/runs", 202, answer("awaiting", ",\"held\":\"3f9a\""));
    assertThat(run("sync", "run")).isEqualTo(Failure.DONE);
    assertThat(terminal.written()).contains("vedette sync approve 3f9a");
    server.on("POST /api/v1/sync/approve", 202, answer("done", ""));
    assertThat(run("sync", "approve", "3f9a")).isEqualTo(Failure.DONE);
    assertThat(sent()).isEqualTo(Map.of("list", "3f9a"));
  }

  @Test
  public void itemsAreAddedChangedMovedAndRemoved() {
    server.on("POST /api/v1/sync/items", 201, ITEM);
    assertThat(
            run(
                "sync",
                "item",
                "add",
                "Sales",
                "directory=corp",
                "phones=phone.mobile,phone.home",
                "languages.call=de",
                "adopt=true"))
        .isEqualTo(Failure.DONE);
    assertThat(sent())
        .isEqualTo(
            Map.of(
                "name",
                "Sales",
                "directory",
                "corp",
                "phones",
                List.of("phone.mobile", "phone.home"),
                "languages",
                Map.of("call", "de"),
                "adopt",
                true));
    assertThat(terminal.written()).contains("Added the item Sales: number 2, directory corp.");
    server.on("PATCH /api/v1/sync/items/Sales", 200, ITEM);
    assertThat(run("sync", "item", "change", "Sales", "group=")).isEqualTo(Failure.DONE);
    assertThat(sent()).containsOnlyKeys("group");
    server.on("POST /api/v1/sync/items/Sales/move", 200, ITEM);
    assertThat(run("sync", "item", "move", "Sales", "1")).isEqualTo(Failure.DONE);
    assertThat(sent()).isEqualTo(Map.of("position", 1));
    server.on("DELETE /api/v1/sync/items/Sales", 204, "");
    assertThat(run("sync", "item", "remove", "Sales")).isEqualTo(Failure.DONE);
    assertThat(run("sync", "item", "paint", "Sales")).isEqualTo(Failure.USAGE);
    assertThat(run("sync", "item", "move", "Sales")).isEqualTo(Failure.USAGE);
    assertThat(run("sync", "item", "add", "Sales", "weather=bad")).isEqualTo(Failure.USAGE);
  }

  @Test
  public void peopleAreSearchedAndImported() {
    server.on(
        "GET /api/v1/directories/corp/entries?limit=100&kind=user&below=true&text=al",
        200,
        "{\"items\":[{\"id\":\"9f2c\",\"dn\":\"CN=Alice,DC=corp\",\"kind\":\"user\","
            + "\"enabled\":true,\"facts\":{\"username\":\"alice\"},\"names\":[]}],\"next\":\"\"}");
    assertThat(run("import", "search", "corp", "al")).isEqualTo(Failure.DONE);
    assertThat(terminal.written()).contains("9f2c", "alice", "CN=Alice,DC=corp");
    server.on("POST /api/v1/import", 202, answer("done", ""));
    assertThat(run("import", "people", "corp", "--id", "9f2c,a81b", "--adopt"))
        .isEqualTo(Failure.DONE);
    assertThat(sent())
        .isEqualTo(
            Map.of(
                "directory",
                "corp",
                "entries",
                List.of("9f2c", "a81b"),
                "nested",
                true,
                "adopt",
                true));
    assertThat(run("import", "people", "corp")).isEqualTo(Failure.USAGE);
  }

  @Test
  public void theStatusSaysWhatIsGoingOn() {
    server.on(
        "GET /api/v1/sync",
        200,
        "{\"enabled\":true,\"running\":{\"id\":\"m3x\",\"kind\":\"full\",\"phase\":\"reading corp\","
            + "\"done\":1200,\"total\":20000,\"perMinute\":6000},\"last\":null,\"next\":null,\"held\":null,"
            + "\"heldCount\":0,\"paused\":\"\"}");
    assertThat(run("sync", "status")).isEqualTo(Failure.DONE);
    assertThat(terminal.written()).contains("full, reading corp: 1200 of 20000, 6000 a minute");
  }
}
