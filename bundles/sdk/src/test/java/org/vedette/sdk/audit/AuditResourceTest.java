package org.vedette.sdk.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vedette.sdk.service.World.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.ws.rs.core.Response;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.audit.AuditMarks;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.ResultCode;
import org.vedette.sdk.http.JsonCodec;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.World;

public class AuditResourceTest {
  private static final String ID = "K7Q2-9XMR-4TBC";

  private final World world = new World();
  private final Log log = new Log();
  private final AuditResource audit = new AuditResource(world.installed, world.worker, world.clock);

  @Before
  public void install() {
    world.auditLog(log);
    log.add("0000-0000-0001", "CHALLENGED", AuditRecord.Kind.INTERIM);
    log.add(ID, "OATH_DUPLICATE", AuditRecord.Kind.SIGN_IN);
  }

  @After
  public void close() {
    world.close();
  }

  @Test
  public void searchesNewestFirst() {
    AuditResource.RecordList found =
        audit.search("ali", "", "mfa1", "2026-11-21", null, null, "10");

    assertThat(found.items()).extracting(RecordView::number).containsExactly(2L, 1L);
    assertThat(log.asked.text()).isEqualTo("ali");
    assertThat(log.asked.from()).contains(Instant.parse("2026-11-21T00:00:00Z"));
    assertThat(log.asked.limit()).isEqualTo(10);
    assertThat(log.asked.server()).isEqualTo("mfa1");
    assertThat(found.next()).isNull();
    assertThat(JsonCodec.toText(found))
        .contains("\"user\":null", "\"server\":\"one\",\"serverName\":\"mfa1\"");
    assertThat(
            catchThrowableOfType(Problem.class, () -> audit.search("", "", "", "", "", "", "1001"))
                .field())
        .isEqualTo("limit");
  }

  @Test
  public void explainsARecordWithItsWholeSignIn() {
    WhyView why = audit.why("k7q2 9xmr 4tbc");

    assertThat(why.id()).isEqualTo(ID);
    assertThat(why.summary()).contains("'alice'", "'Office VPN'", "used before");
    assertThat(why.record().trace()).containsExactly("password right 12 ms");
    assertThat(why.signIn())
        .extracting(RecordView::result)
        .containsExactly("CHALLENGED", "OATH_DUPLICATE");
    assertThat(audit.get(ID).id()).isEqualTo(ID);
  }

  @Test
  public void explainsWhichRulesCounted() {
    AuditRecord it = record("1", "POLICY_DENIED", AuditRecord.Kind.SIGN_IN);
    AuditRecord denied =
        new AuditRecord(
            it.id(),
            it.at(),
            it.kind(),
            it.requestId(),
            it.listener(),
            it.application(),
            it.username(),
            it.user(),
            it.method(),
            it.mode(),
            it.result(),
            it.success(),
            it.peer(),
            it.clientAddress(),
            it.actor(),
            Map.of("policy", "No night", "policy.observed", "Draft"),
            it.trace());

    assertThat(Explanations.of(denied)).contains("'No night' counted", "only observe", "Draft.");
    assertThat(Explanations.of(it)).doesNotContain("counted");
  }

  @Test
  public void refusesWhatIsNoId() {
    assertThat(catchThrowableOfType(Problem.class, () -> audit.get("x")).field()).isEqualTo("id");
    assertThat(catchThrowableOfType(Problem.class, () -> audit.get("0000-0000-0000")).status())
        .isEqualTo(404);
  }

  @Test
  public void explainsEveryResultInASentenceOfItsOwn() {
    List<String> sentences = new ArrayList<>();
    for (ResultCode result : ResultCode.values()) {
      String sentence = Explanations.sentence(result);
      assertThat(sentence).as(result.name()).endsWith(".").hasSizeGreaterThan(20);
      if (result.denied()) {
        assertThat(sentence).as(result.name()).startsWith("denied");
      }
      if (result.granted()) {
        assertThat(sentence).as(result.name()).startsWith("let in");
      }
      sentences.add(sentence);
    }
    assertThat(sentences).doesNotHaveDuplicates();
  }

  @Test
  public void explainsActsAndUnknownResults() {
    assertThat(Explanations.of(record("1", "user.put", AuditRecord.Kind.ACT)))
        .isEqualTo("root did 'user.put' on 'alice'.");
    assertThat(Explanations.of(record("1", "NEW_CODE", AuditRecord.Kind.SIGN_IN)))
        .contains("NEW_CODE");
    assertThat(Explanations.of(record("1", "start", AuditRecord.Kind.SYSTEM))).contains("start");
  }

  @Test
  public void answersAtOnceWhatFollows() {
    TailView tail = (TailView) await(audit.after("1", "20", "10")).getEntity();

    assertThat(tail.items()).extracting(RecordView::number).containsExactly(2L);
    assertThat(tail.last()).isEqualTo(2);
  }

  @Test
  public void waitsForWhatFollows() {
    CompletableFuture<Response> waiting = audit.after("2", "20", "10").toCompletableFuture();
    assertThat(waiting).isNotDone();

    log.add("0000-0000-0003", "OATH_VERIFIED", AuditRecord.Kind.SIGN_IN);

    assertThat(((TailView) await(waiting).getEntity()).last()).isEqualTo(3);
  }

  @Test
  public void aPageGoesOnWhereTheOneBeforeEnded() {
    AuditResource.RecordList first = audit.search("", "", "", "", "", "", "1");
    AuditResource.RecordList second = audit.search("", "", "", "", "", first.next(), "1");

    assertThat(first.items()).extracting(RecordView::number).containsExactly(2L);
    assertThat(second.items()).extracting(RecordView::number).containsExactly(1L);
    assertThat(audit.search("", "", "", "", "", second.next(), "1").items()).isEmpty();
    assertThat(audit.search("", "", "", "", "", "2", "5").items())
        .extracting(RecordView::number)
        .containsExactly(1L);
    assertThat(audit.search("", "", "", "", "", "0", "5").items()).hasSize(2);
    assertThat(
            catchThrowableOfType(Problem.class, () -> audit.search("", "", "", "", "", "x", "5"))
                .field())
        .isEqualTo("before");
  }

  @Test
  public void whatArrivesIsToldOfAllServers() {
    String newest = audit.search("", "", "", "", "", "", "1").newest();
    CompletableFuture<Response> waiting = audit.after(newest, "20", "10").toCompletableFuture();
    assertThat(waiting).isNotDone();

    log.add("0000-0000-0003", "OATH_VERIFIED", AuditRecord.Kind.SIGN_IN);

    TailView tail = (TailView) await(waiting).getEntity();
    assertThat(tail.items()).extracting(RecordView::number).containsExactly(3L);
    assertThat(audit.after(tail.next(), "20", "10").toCompletableFuture()).isNotDone();
    assertThat(catchThrowableOfType(Problem.class, () -> audit.after("_x", "1", "1")).field())
        .isEqualTo("number");
  }

  @Test
  public void answersNothingWhenTheTimeIsOver() {
    CompletableFuture<Response> waiting = audit.after("2", "20", "10").toCompletableFuture();

    world.clock.advance(Duration.ofSeconds(20));

    Awaitility.await().until(waiting::isDone);
    TailView tail = (TailView) await(waiting).getEntity();
    assertThat(tail.items()).isEmpty();
    assertThat(tail.last()).isEqualTo(2);
  }

  @Test
  public void checksTheChain() {
    assertThat((VerificationView) await(audit.verify()).getEntity())
        .isEqualTo(new VerificationView(false, 2, List.of("number 2: the hash differs")));
  }

  @Test
  public void saysThatTheRecordIsMissing() {
    world.nothingInstalled();

    assertThat(catchThrowableOfType(Problem.class, () -> audit.get(ID)).detail())
        .isEqualTo("not installed: audit");
    assertThat(
            catchThrowableOfType(Problem.class, () -> await(audit.after("0", "1", "1"))).status())
        .isEqualTo(503);
  }

  private static AuditRecord record(String id, String result, AuditRecord.Kind kind) {
    return new AuditRecord(
        id,
        Instant.parse("2026-11-21T06:00:00Z"),
        kind,
        "request",
        "radius",
        "Office VPN",
        "alice",
        Optional.empty(),
        "oath",
        "standard",
        result,
        true,
        "192.0.2.7",
        "",
        "root",
        Map.of(),
        List.of("password right 12 ms"));
  }

  private static final class Log implements AuditLog {
    private final List<Numbered> records = new ArrayList<>();
    private Query asked =
        new Query("", "", "", Optional.empty(), Optional.empty(), Optional.empty(), 1);

    synchronized void add(String id, String result, AuditRecord.Kind kind) {
      records.add(new Numbered("one", "mfa1", records.size() + 1L, record(id, result, kind)));
    }

    @Override
    public Optional<Numbered> byId(String id) {
      return records.stream().filter(each -> each.record().id().equals(id)).findFirst();
    }

    @Override
    public List<Numbered> byRequest(String requestId) {
      return List.copyOf(records);
    }

    @Override
    public List<Numbered> search(Query query) {
      asked = query;
      List<Numbered> newestFirst = new ArrayList<>(records);
      java.util.Collections.reverse(newestFirst);
      return newestFirst.stream()
          .filter(it -> query.before().map(at -> it.position().compareTo(at) < 0).orElse(true))
          .limit(query.limit())
          .toList();
    }

    @Override
    public synchronized List<Numbered> after(long number, int limit) {
      return records.stream().filter(each -> each.number() > number).limit(limit).toList();
    }

    @Override
    public synchronized long last() {
      return records.size();
    }

    @Override
    public AuditMarks marks() {
      return new AuditMarks(Instant.EPOCH, Map.of("one", last()));
    }

    @Override
    public Followed following(AuditMarks marks, int limit) {
      return new Followed(after(marks.numbers().getOrDefault("one", 0L), limit), marks());
    }

    @Override
    public Verification verify() {
      return new Verification(2, List.of("number 2: the hash differs"));
    }
  }
}
