package org.vedette.sdk.oath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assert.assertThrows;
import static org.vedette.sdk.service.World.await;
import static org.vedette.sdk.service.World.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Committed;
import org.vedette.api.store.Records;
import org.vedette.api.token.AssignOrder;
import org.vedette.api.token.HardwareToken;
import org.vedette.api.token.ImportOrder;
import org.vedette.api.token.ImportReport;
import org.vedette.api.token.ImportResult;
import org.vedette.api.token.TokenDesk;
import org.vedette.api.token.TokenEntry;
import org.vedette.api.token.TokenQuery;
import org.vedette.api.token.TokenResult;
import org.vedette.api.token.TokenState;
import org.vedette.api.user.User;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.oath.TokenViews.HardwareTokenView;
import org.vedette.sdk.oath.TokenViews.ImportView;
import org.vedette.sdk.service.World;

public class HardwareTokensTest {
  private static final ImportReport REPORT =
      new ImportReport(
          "csv", 2, 1, 0, 0, 0, List.of(new ImportReport.Line(2, "7", "secret", "odd", false)));

  private final World world = new World();
  private final FakeDesk desk = new FakeDesk();
  private final HardwareTokensResource tokens =
      new HardwareTokensResource(world.installed, world.worker);
  private final ImportsResource imports = new ImportsResource(world.installed, world.worker);
  private final User alice = User.builder(new UUID(0, 7), "Alice", "alice").build();

  @Before
  public void setUp() {
    world.records.given(User.TYPE, alice);
    world.tokens(desk);
  }

  @After
  public void tearDown() {
    world.close();
  }

  private Response load(String dryRun, @Nullable String key, @Nullable String passphrase)
      throws IOException {
    return await(
        imports.load(
            "auto",
            dryRun,
            "false",
            "false",
            key,
            passphrase,
            new ByteArrayInputStream("1,x,30".getBytes(StandardCharsets.UTF_8)),
            world.caller));
  }

  @Test
  public void aFileIsHandedOnWithWhatOpensIt() throws IOException {
    String phrase = Base64.getEncoder().encodeToString("gehéim".getBytes(StandardCharsets.UTF_8));
    ImportView view =
        (ImportView) load("true", "00112233445566778899aabbccddeeff", phrase).getEntity();
    assertThat(view.dryRun()).isTrue();
    assertThat(view.refused()).isEqualTo(1);
    assertThat(view.lines())
        .containsExactly(new TokenViews.LineView(2, "7", "secret", "odd", false));
    assertThat(desk.seen).containsExactly("auto dry 1,x,30", "key 16", "passphrase gehéim");
    assertThat(desk.orders.get(0).file()).containsOnly(0);
  }

  @Test
  public void whatIsNoKeyIsRefusedWithoutRepeatingIt() {
    for (String odd : List.of("zz-secret", "=".repeat(3), "A".repeat(5_000))) {
      Problem key = assertThrows(Problem.class, () -> load("false", odd, null));
      assertThat(key.detail()).contains("Vedette-Key").doesNotContain(odd);
      Problem phrase = assertThrows(Problem.class, () -> load("false", null, odd));
      assertThat(phrase.detail()).contains("Vedette-Passphrase").doesNotContain(odd);
    }
    assertThat(assertThrows(Problem.class, () -> load("yes", null, null)).detail())
        .isEqualTo("dryRun: true or false");
  }

  @Test
  public void anImportThatStopsSaysHowFarItCame() {
    desk.result = new ImportResult.Stopped(REPORT, new Committed.Unavailable("disk full"));
    Problem problem = assertThrows(Problem.class, () -> load("false", null, null));
    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.detail()).contains("disk full; 1 tokens were stored");
    desk.result = new ImportResult.Rejected("key", "is needed");
    assertThat(assertThrows(Problem.class, () -> load("false", null, null)).detail())
        .isEqualTo("key: is needed");
    assertThat(imports.progress().running()).isFalse();
  }

  @Test
  public void tokensAreAssignedByTheirSerial() {
    HardwareTokenView view =
        (HardwareTokenView)
            await(
                    tokens.assign(
                        "1100312",
                        null,
                        json("{'user':'ALICE','codes':['123456'],'mode':'pin'}"),
                        world.caller))
                .getEntity();
    assertThat(view.state()).isEqualTo("assigned");
    assertThat(view.username()).isEqualTo("Alice");
    assertThat(desk.seen).containsExactly("assign pin 1 " + alice.id());
  }

  @Test
  public void refusalsNameTheirFields() {
    assertThat(problem("nobody's", "{'codes':['123456']}").status()).isEqualTo(404);
    assertThat(problem("1100312", "{'codes':['12345x']}").field()).isEqualTo("codes");
    assertThat(problem("1100312", "{}").field()).isEqualTo("codes");
    assertThat(problem("1100312", "{'user':'bob','codes':['123456']}").status()).isEqualTo(404);
    Problem twice = problem("900", "{'codes':['123456']}");
    assertThat(twice.detail()).contains("several made this serial number: Acme, Other");
    desk.refusal = Optional.of(new TokenResult.Rejected("serial", "release it first"));
    assertThat(problem("1100312", "{'codes':['123456']}").status()).isEqualTo(409);
    desk.refusal = Optional.of(new TokenResult.Rejected("codes", "wrong"));
    assertThat(problem("1100312", "{'codes':['123456']}").status()).isEqualTo(400);
    desk.refusal = Optional.of(new TokenResult.NotStored(new Committed.Unavailable("full")));
    assertThat(problem("1100312", "{'codes':['123456']}").status()).isEqualTo(503);
  }

  private Problem problem(String serial, String body) {
    return assertThrows(
        Problem.class, () -> await(tokens.assign(serial, null, json(body), world.caller)));
  }

  @Test
  public void aTokenThatNobodyHasIsNotResynchronised() {
    Problem problem =
        assertThrows(
            Problem.class,
            () ->
                await(
                    tokens.resynchronise(
                        "1100312", null, json("{'codes':['123456','654321']}"), world.caller)));
    assertThat(problem.status()).isEqualTo(409);
  }

  @Test
  public void listsAreFilteredAndPaged() {
    tokens.list("110", "waiting", "alice", "5", "7");
    assertThat(desk.queries)
        .containsExactly(
            new TokenQuery("110", Optional.of(TokenState.WAITING), Optional.of(alice.id()), 5, 7));
    assertThat(
            assertThrows(Problem.class, () -> tokens.list(null, "lost", null, null, null)).field())
        .isEqualTo("state");
    assertThat(tokens.get("900", "other").manufacturer()).isEqualTo("Other");
  }

  @Test
  public void withoutTheMethodItSaysSo() {
    World bare = new World();
    Problem problem =
        assertThrows(
            Problem.class,
            () -> new HardwareTokensResource(bare.installed, bare.worker).get("1", null));
    assertThat(problem.status()).isEqualTo(503);
    bare.close();
  }

  private static HardwareToken token(String serial, String manufacturer) {
    return new HardwareToken(
        UUID.nameUUIDFromBytes((serial + manufacturer).getBytes(StandardCharsets.UTF_8)),
        1,
        serial,
        manufacturer,
        "C200",
        6,
        Map.of("type", "totp", "algorithm", "SHA1", "period", "30"),
        0,
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        new byte[0]);
  }

  private static final class FakeDesk implements TokenDesk {
    final List<String> seen = new ArrayList<>();
    final List<ImportOrder> orders = new ArrayList<>();
    final List<TokenQuery> queries = new ArrayList<>();
    ImportResult result = new ImportResult.Imported(REPORT);
    Optional<TokenResult> refusal = Optional.empty();

    @Override
    public CompletionStage<ImportResult> load(ImportOrder order, Actor actor) {
      orders.add(order);
      seen.add(
          order.format()
              + (order.dryRun() ? " dry " : " ")
              + new String(order.file(), StandardCharsets.UTF_8));
      order.key().ifPresent(it -> seen.add("key " + it.length()));
      order.passphrase().ifPresent(it -> seen.add("passphrase " + it.text()));
      return CompletableFuture.completedFuture(result);
    }

    @Override
    public Optional<Progress> running() {
      return Optional.empty();
    }

    @Override
    public Records.Page<TokenEntry> list(TokenQuery query) {
      queries.add(query);
      return new Records.Page<>(List.of(), 0);
    }

    @Override
    public List<TokenEntry> find(String serial) {
      List<String> makers =
          switch (serial) {
            case "1100312" -> List.of("Acme");
            case "900" -> List.of("Acme", "Other");
            default -> List.of();
          };
      return makers.stream()
          .map(it -> new TokenEntry(token(serial, it), TokenState.FREE, Optional.empty()))
          .toList();
    }

    @Override
    public CompletionStage<TokenResult> assign(AssignOrder order, Actor actor) {
      seen.add(
          "assign "
              + order.mode()
              + " "
              + order.codes().size()
              + " "
              + order.user().map(UUID::toString).orElse(""));
      return CompletableFuture.completedFuture(
          refusal.orElseGet(
              () ->
                  new TokenResult.Done(
                      new TokenEntry(
                          token("1100312", "Acme"), TokenState.ASSIGNED, order.user()))));
    }

    @Override
    public CompletionStage<TokenResult> release(UUID token, Actor actor) {
      return remove(token, actor);
    }

    @Override
    public CompletionStage<TokenResult> remove(UUID token, Actor actor) {
      return CompletableFuture.completedFuture(
          new TokenResult.Rejected("serial", "not in this test"));
    }
  }
}
