package org.vedette.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.shell.http.Doc;

public class PolicyNounTest {
  private static final String RULE =
      "{\"id\":\"1\",\"version\":2,\"position\":1,\"name\":\"No night\",\"mode\":\"observe\","
          + "\"effect\":\"require\",\"methods\":[\"oath\"],\"always\":true,"
          + "\"when\":{\"network\":[\"@office\"]},"
          + "\"not\":{\"time\":[\"08:00-18:00 UTC\"]}}";

  @Rule public final StubServer server = new StubServer();
  private final FakeTerminal terminal = new FakeTerminal();

  private int run(String... line) {
    return new Client(terminal, server.here()).run(List.of(line));
  }

  private Doc sent() {
    return Doc.read(server.last().body().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  public void conditionsAreTypedLikeFields() {
    server.on("POST /api/v1/policy/rules", 201, RULE);
    int code =
        run(
            "policy",
            "add",
            "No night",
            "effect=require",
            "methods=oath",
            "network=@office,10.0.0.1",
            "not.time=mon-fri 08:00-18:00 UTC");

    assertThat(code).isEqualTo(Failure.DONE);
    assertThat(sent())
        .isEqualTo(
            Doc.read(
                ("{\"name\":\"No night\",\"effect\":\"require\",\"methods\":[\"oath\"],"
                        + "\"not\":{\"time\":[\"mon-fri 08:00-18:00 UTC\"]},"
                        + "\"when\":{\"network\":[\"@office\",\"10.0.0.1\"]}}")
                    .getBytes(StandardCharsets.UTF_8)));
    assertThat(terminal.written())
        .contains("Added the rule No night: number 1, require oath, mode observe.")
        .contains("vedette policy replay --enforce 'No night'");
  }

  @Test
  public void whatIsMissingIsSaidBeforeAnythingIsSent() {
    assertThat(run("policy", "add", "x")).isEqualTo(Failure.USAGE);
    assertThat(run("policy", "change", "x")).isEqualTo(Failure.USAGE);
    assertThat(run("policy", "add", "x", "effect=deny", "weather=bad")).isEqualTo(Failure.USAGE);
    assertThat(run("policy", "move", "x", "first")).isEqualTo(Failure.USAGE);
    assertThat(run("policy", "explain", "alice")).isEqualTo(Failure.USAGE);
    assertThat(run("policy", "replay", "mode=enforce")).isEqualTo(Failure.USAGE);
  }

  @Test
  public void listsAndShowsConditions() {
    server.on("GET /api/v1/policy/rules", 200, "{\"items\":[" + RULE + "]}");
    server.on("GET /api/v1/policy/rules/no%20night", 200, RULE);
    run("policy", "list");
    assertThat(terminal.written())
        .contains("No night", "require oath", "network @office; not time 08:00-18:00 UTC");
    run("policy", "show", "no night");
    assertThat(terminal.written()).contains("not.time");
  }

  @Test
  public void changesMovesAndRemoves() {
    server.on("PATCH /api/v1/policy/rules/a", 200, RULE);
    server.on("POST /api/v1/policy/rules/a/move", 200, RULE);
    server.on("DELETE /api/v1/policy/rules/a", 204, "");
    run("policy", "change", "a", "group=");
    assertThat(server.last().body()).isEqualTo("{\"when\":{\"group\":[]}}");
    run("policy", "move", "a", "3");
    assertThat(server.last().body()).isEqualTo("{\"position\":3}");
    assertThat(run("policy", "remove", "a")).isEqualTo(Failure.DONE);
    assertThat(terminal.written()).contains("Removed the rule a.");
  }

  @Test
  public void explainsWhyRulesFireOrNot() {
    server.on(
        "GET /api/v1/policy/explain?user=alice&application=vpn&at=2026-01-31T23%3A05%3A00Z"
            + "&address=10.0.0.1&group=a&group=b",
        200,
        "{\"result\":\"POLICY_DENIED\",\"granted\":false,\"rule\":\"No night\",\"observed\":[],"
            + "\"methods\":[],\"rules\":[{\"rule\":\"Office\",\"verdict\":\"does-not-match\","
            + "\"why\":\"network does not hold\"},{\"rule\":\"No night\",\"verdict\":\"decides\","
            + "\"why\":\"all conditions hold\"}],\"trace\":[\"rule No night: denies\"]}");
    int code =
        run(
            "policy",
            "explain",
            "alice",
            "--application",
            "vpn",
            "--at",
            "2026-01-31T23:05:00Z",
            "--address",
            "10.0.0.1",
            "--group",
            "a",
            "--group",
            "b");

    assertThat(code).isEqualTo(Failure.DONE);
    assertThat(terminal.written())
        .contains("Denied by the rule No night: POLICY_DENIED.")
        .contains("does not match")
        .contains("network does not hold")
        .contains("    rule No night: denies");
  }

  @Test
  public void replaysADraft() {
    server.on(
        "POST /api/v1/policy/replay",
        200,
        "{\"complete\":true,\"reached\":\"2026-01-31T23:05:00Z\",\"looked\":20,\"judged\":10,"
            + "\"changed\":1,\"uncertain\":1,\"counts\":{\"OATH_VERIFIED -> POLICY_DENIED\":1},"
            + "\"items\":[{\"id\":\"K7Q2-9XMR-4TBC\",\"at\":\"2026-01-31T23:05:00Z\","
            + "\"username\":\"alice\",\"application\":\"vpn\",\"clientAddress\":\"10.0.0.1\","
            + "\"was\":\"OATH_VERIFIED\",\"would\":\"POLICY_DENIED\",\"rule\":\"New\","
            + "\"uncertain\":true}]}");
    int code =
        run(
            "policy",
            "replay",
            "New",
            "effect=deny",
            "mode=enforce",
            "--enforce",
            "No night",
            "--without",
            "Old",
            "--from",
            "2026-01-31T00:00:00Z");

    assertThat(code).isEqualTo(Failure.DONE);
    assertThat(sent().texts("without")).containsExactly("Old");
    assertThat(sent().text("from")).isEqualTo("2026-01-31T00:00:00Z");
    assertThat(sent().docs("draft")).hasSize(2);
    assertThat(sent().docs("draft").get(0).text("effect")).isEqualTo("deny");
    assertThat(sent().docs("draft").get(1).text("name")).isEqualTo("No night");
    assertThat(terminal.written())
        .contains("K7Q2-9XMR-4TBC", "POLICY_DENIED ?", "1 times OATH_VERIFIED -> POLICY_DENIED")
        .contains("1 of 10 sign-ins would have ended otherwise; of 1 the record does not tell all");
  }

  @Test
  public void networksAreNamedWithOrWithoutTheirMark() {
    String office =
        "{\"id\":\"1\",\"version\":1,\"name\":\"office\",\"entries\":[\"10.0.0.0/8\"],"
            + "\"usedBy\":[\"rule 'No night'\"]}";
    server.on("POST /api/v1/networks", 201, office);
    server.on("PATCH /api/v1/networks/office", 200, office);
    server.on("GET /api/v1/networks/office", 200, office);
    server.on("GET /api/v1/networks", 200, "{\"items\":[" + office + "]}");
    server.on("DELETE /api/v1/networks/office", 204, "");
    run("network", "add", "@office", "entries=10.0.0.0/8");
    assertThat(server.last().body())
        .isEqualTo("{\"name\":\"office\",\"entries\":[\"10.0.0.0/8\"]}");
    run("network", "change", "office", "add=10.1.0.1,10.1.0.2");
    assertThat(server.last().body()).isEqualTo("{\"add\":[\"10.1.0.1\",\"10.1.0.2\"]}");
    run("network", "show", "@office");
    run("network", "list");
    assertThat(terminal.written())
        .contains("Changed the network @office: 1 entries.")
        .contains("Used by rule 'No night'.")
        .contains("@office");
    assertThat(run("network", "remove", "@office")).isEqualTo(Failure.DONE);
  }
}
