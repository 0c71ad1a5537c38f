package org.vedette.sdk.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vedette.sdk.service.World.await;
import static org.vedette.sdk.service.World.json;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import javax.ws.rs.core.Response;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.audit.AuditMarks;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.Application;
import org.vedette.api.policy.PolicyDesk;
import org.vedette.api.policy.PolicyExplanation;
import org.vedette.api.policy.PolicyExplanation.Line;
import org.vedette.api.policy.PolicyExplanation.Verdict;
import org.vedette.api.policy.PolicyQuestion;
import org.vedette.api.policy.PolicyRule;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.World;

public class ReplayResourceTest {
  private final World world = new World();
  private final Desk desk = new Desk();
  private final Log log = new Log();
  private final RulesResource rules =
      new RulesResource(world.installed, world.plugins, world.writes);
  private final ReplayResource replays =
      new ReplayResource(world.installed, world.plugins, world.worker, world.clock);
  private final ExplainResource explanations = new ExplainResource(world.installed, world.clock);

  @Before
  public void install() {
    world.policy(desk);
    world.auditLog(log);
    for (String each : List.of("a", "b", "c")) {
      String body = "{'name':'" + each + "','effect':'deny','mode':'observe'}";
      await(rules.add(json(body), world.caller));
    }
  }

  @After
  public void close() {
    log.go.countDown();
    world.close();
  }

  /** Every sign-in whose name is "out" would be denied by the first rule. */
  private static final class Desk implements PolicyDesk {
    List<PolicyRule> asked = List.of();
    PolicyQuestion question =
        new PolicyQuestion(
            "", new UUID(0, 0), Optional.empty(), "", Instant.EPOCH, Set.of(), List.of());

    @Override
    public Optional<PolicyExplanation> explain(
        PolicyQuestion made, Optional<List<PolicyRule>> draft) {
      question = made;
      return Optional.of(
          new PolicyExplanation(
              "POLICY_DENIED",
              false,
              Optional.of("b"),
              List.of("a"),
              List.of(),
              List.of(new Line("a", Verdict.DOES_NOT_MATCH, "group does not hold")),
              List.of("rule b: denies")));
    }

    @Override
    public Optional<Judge> judge(List<PolicyRule> draft) {
      asked = draft;
      return Optional.of(
          record ->
              record.kind() == AuditRecord.Kind.SIGN_IN
                  ? Optional.of(
                      record.username().equals("out")
                          ? new Judgement(true, "POLICY_DENIED", Optional.of("a"), true)
                          : new Judgement(false, record.result(), Optional.empty(), false))
                  : Optional.empty());
    }

    @Override
    public Set<String> conditions() {
      return Set.of();
    }
  }

  private static final class Log implements AuditLog {
    final List<Numbered> all = new ArrayList<>();
    final CountDownLatch go = new CountDownLatch(1);
    boolean waits;

    void add(String username, AuditRecord.Kind kind, Instant at) {
      AuditRecord record =
          new AuditRecord(
              "id-" + all.size(),
              at,
              kind,
              "r",
              "radius",
              "VPN",
              username,
              Optional.empty(),
              "oath",
              "standard",
              "OATH_VERIFIED",
              true,
              "192.0.2.1",
              "10.0.0.1",
              "",
              Map.of(),
              List.of());
      all.add(new Numbered("one", "", all.size() + 1, record));
    }

    @Override
    public Optional<Numbered> byId(String id) {
      return Optional.empty();
    }

    @Override
    public List<Numbered> byRequest(String requestId) {
      return List.of();
    }

    @Override
    public List<Numbered> search(Query query) {
      if (waits) {
        try {
          go.await();
        } catch (InterruptedException ended) {
          Thread.currentThread().interrupt();
        }
      }
      return all.stream()
          .filter(it -> query.before().map(at -> it.position().compareTo(at) < 0).orElse(true))
          .filter(it -> !it.record().at().isBefore(query.from().orElseThrow()))
          .filter(it -> !it.record().at().isAfter(query.to().orElseThrow()))
          .sorted(Comparator.comparing(Numbered::position).reversed())
          .limit(query.limit())
          .toList();
    }

    @Override
    public List<Numbered> after(long number, int limit) {
      return List.of();
    }

    @Override
    public long last() {
      return all.size();
    }

    @Override
    public AuditMarks marks() {
      return new AuditMarks(Instant.EPOCH, Map.of("one", last()));
    }

    @Override
    public Followed following(AuditMarks marks, int limit) {
      return new Followed(List.of(), marks);
    }

    @Override
    public Verification verify() {
      return new Verification(0, List.of());
    }
  }

  private ReplayView replay(String body) {
    return (ReplayView) await(replays.replay(json(body))).getEntity();
  }

  @Test
  public void everySignInThatWouldEndOtherwiseIsListed() {
    Instant now = world.clock.instant();
    for (int i = 0; i < 2_500; i++) {
      Instant at = now.minus(Duration.ofSeconds(2_500 - i));
      log.add(i % 10 == 0 ? "out" : "in", AuditRecord.Kind.SIGN_IN, at);
      log.add("out", AuditRecord.Kind.INTERIM, at);
    }

    ReplayView it = replay("{'limit':7}");

    assertThat(it.complete()).isTrue();
    assertThat(it.looked()).isEqualTo(5_000);
    assertThat(it.judged()).isEqualTo(2_500);
    assertThat(it.changed()).isEqualTo(250);
    assertThat(it.uncertain()).isEqualTo(250);
    assertThat(it.counts()).isEqualTo(Map.of("OATH_VERIFIED -> POLICY_DENIED", 250L));
    assertThat(it.items()).hasSize(7);
    assertThat(it.items().get(0).username()).isEqualTo("out");
    assertThat(it.items().get(0).rule()).isEqualTo("a");
    assertThat(replay("{'from':'" + now.minusSeconds(10) + "'}").judged()).isEqualTo(10);
    assertThat(replay("{'to':'" + now.minusSeconds(2_495) + "'}").judged()).isEqualTo(6);
  }

  @Test
  public void aDraftChangesAddsAndLeavesOut() {
    replay(
        "{'draft':[{'name':'B','mode':'enforce'},{'name':'new','effect':'permit','position':1}],"
            + "'without':['c']}");
    assertThat(desk.asked).extracting(PolicyRule::label).containsExactly("new", "a", "B");
    assertThat(desk.asked.get(2).mode()).isEqualTo(PolicyRule.Mode.ENFORCE);
    assertThat(desk.asked.get(2).effect().kind()).isEqualTo(PolicyRule.EffectKind.DENY);
    assertThat(desk.asked).extracting(PolicyRule::position).containsExactly(0L, 1L, 2L);
    replay("{'only':true,'draft':[{'name':'new','effect':'permit'}]}");
    assertThat(desk.asked).extracting(PolicyRule::label).containsExactly("new");
    replay("{'draft':[{'name':'c','position':1}]}");
    assertThat(desk.asked).extracting(PolicyRule::label).containsExactly("c", "a", "b");
    assertThat(rules.list().items()).as("nothing is stored").hasSize(3);
  }

  @Test
  public void refusalsNameTheField() {
    Map<String, String> cases =
        Map.of(
            "{'draft':{}}", "draft",
            "{'draft':['x']}", "draft",
            "{'draft':[{'name':'b','mode':'on'}]}", "draft.mode",
            "{'draft':[{'name':'new'}]}", "draft.effect",
            "{'without':['x']}", "without",
            "{'from':'yesterday'}", "from",
            "{'from':'2026-11-22','to':'2026-11-21'}", "from",
            "{'limit':1001}", "limit",
            "{'rules':[]}", "rules");
    cases.forEach(
        (body, field) ->
            assertThat(catchThrowableOfType(Problem.class, () -> replay(body)).field())
                .as(body)
                .isEqualTo(field));
  }

  @Test
  public void oneRunsAtATimeAndTellsHowFarItIs() {
    assertThat(replays.progress().running()).isFalse();
    log.waits = true;
    CompletionStage<Response> first = replays.replay(json("{}"));
    assertThat(replays.progress().running()).isTrue();
    assertThat(catchThrowableOfType(Problem.class, () -> replays.replay(json("{}"))).status())
        .isEqualTo(409);
    log.go.countDown();
    await(first);
    assertThat(replays.progress().running()).isFalse();
    assertThat(replay("{}").complete()).isTrue();
  }

  @Test
  public void explainsByTheNamesOfUserAndApplication() {
    UUID vpn = new UUID(0, 2);
    world.records.given(
        Application.TYPE,
        new Application(
            vpn,
            1,
            "VPN",
            "vpn",
            "radius",
            List.of(),
            true,
            true,
            "local",
            Set.of(),
            Set.of(),
            Duration.ofSeconds(30),
            Application.Appended.OFF,
            3,
            List.of(),
            false,
            Map.of()));

    ExplainView it =
        explanations.explain(
            "alice", "VPN", null, "10.0.0.1", "2026-11-21T03:00:00Z", List.of("x"), null);

    assertThat(desk.question)
        .isEqualTo(
            new PolicyQuestion(
                "alice",
                vpn,
                Optional.empty(),
                "10.0.0.1",
                Instant.parse("2026-11-21T03:00:00Z"),
                Set.of("x"),
                List.of()));
    assertThat(it.rule()).isEqualTo("b");
    assertThat(it.rules())
        .containsExactly(new ExplainView.RuleLine("a", "does-not-match", "group does not hold"));
    assertThat(
            catchThrowableOfType(
                    Problem.class,
                    () -> explanations.explain("alice", "x", null, null, null, null, null))
                .field())
        .isEqualTo("application");
    assertThat(
            catchThrowableOfType(
                    Problem.class,
                    () -> explanations.explain("alice", "vpn", null, "here", null, null, null))
                .field())
        .isEqualTo("address");
  }
}
