package org.vedette.primary.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;
import org.vedette.api.accounting.AccountingForwarder.Delivered;
import org.vedette.api.accounting.AccountingForwarder.Forwarded;
import org.vedette.api.accounting.AccountingForwarder.Impossible;
import org.vedette.api.accounting.AccountingForwarder.Silent;
import org.vedette.api.primary.LoopMark;
import org.vedette.api.secret.Secret;
import org.vedette.client.radius.Protection;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Attributes;
import org.vedette.codec.radius.Authenticators;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.PacketWriter;
import org.vedette.testkit.memory.MemoryVault;

/** RFC 2866: reports handed on. */
public class AccountingServersTest {
  private static final List<Attribute> REPORT =
      List.of(
          Attribute.integer(AttributeTypes.ACCT_STATUS_TYPE, 1),
          Attribute.integer(AttributeTypes.ACCT_DELAY_TIME, 7),
          Attribute.text(AttributeTypes.ACCT_SESSION_ID, "s-1"));

  private final MemoryVault vault = new MemoryVault(1);
  private final List<AutoCloseable> open = new ArrayList<>();

  @After
  public void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private FakeServer server() throws IOException {
    FakeServer server = new FakeServer();
    server.script = AccountingServersTest::acknowledge;
    open.add(server);
    return server;
  }

  private static Optional<PacketWriter> acknowledge(Packet request) {
    return Optional.of(new PacketWriter(Code.ACCOUNTING_RESPONSE, request.identifier()));
  }

  private AccountingServers target(FakeServer... servers) {
    TargetSettings settings =
        new TargetSettings(
            List.of(servers).stream()
                .map(each -> new ServerAddress("127.0.0.1", 1, each.port()))
                .toList(),
            "",
            Protection.DEMANDED,
            "vedette",
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            0);
    AccountingServers target = new AccountingServers(settings, Secret.of(FakeServer.TEXT), vault);
    open.add(target);
    return target;
  }

  private static Forwarded forward(AccountingServers target, List<Attribute> report, long waited)
      throws Exception {
    return target
        .forward(Attributes.write(report), Duration.ofSeconds(waited))
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  @Test
  public void sendsTheReportProvenWithOurMark() throws Exception {
    FakeServer server = server();
    assertThat(forward(target(server), REPORT, 0)).isInstanceOf(Delivered.class);
    Packet asked = server.asked.get(0);
    assertThat(asked.code()).isEqualTo(Code.ACCOUNTING_REQUEST);
    assertThat(Authenticators.provesRequest(asked, FakeServer.SECRET)).isTrue();
    assertThat(asked.attributes().subList(0, 3)).isEqualTo(REPORT);
    assertThat(asked.size()).isEqualTo(4);
    assertThat(LoopMark.isOurs(asked.first(AttributeTypes.PROXY_STATE).orElseThrow(), vault))
        .isTrue();
  }

  /** RFC 2866 section 5.2. */
  @Test
  public void waitingRaisesTheDelay() throws Exception {
    FakeServer server = server();
    AccountingServers target = target(server);
    forward(target, REPORT, 90);
    forward(target, List.of(REPORT.get(0), REPORT.get(2)), 90);
    assertThat(server.asked.get(0).all(AttributeTypes.ACCT_DELAY_TIME))
        .containsExactly(new byte[] {0, 0, 0, 97});
    assertThat(server.asked.get(1).all(AttributeTypes.ACCT_DELAY_TIME))
        .containsExactly(new byte[] {0, 0, 0, 90});
  }

  @Test
  public void nextServerTakesOverAndKeepsIt() throws Exception {
    FakeServer silent = server();
    FakeServer next = server();
    silent.script = request -> Optional.empty();
    AccountingServers target = target(silent, next);
    assertThat(forward(target, REPORT, 0)).isInstanceOf(Delivered.class);
    assertThat(silent.asked).as("it is asked again before it is given up").hasSizeGreaterThan(2);
    assertThat(silent.asked.stream().map(Packet::identifier).distinct()).hasSize(1);
    int before = silent.asked.size();
    assertThat(forward(target, REPORT, 0)).isInstanceOf(Delivered.class);
    assertThat(silent.asked).hasSize(before);
    assertThat(next.asked).hasSize(2);
  }

  @Test
  public void nobodyAnswers() throws Exception {
    FakeServer dead = server();
    FakeServer odd = server();
    odd.script = request -> Optional.of(new PacketWriter(Code.ACCESS_REJECT, request.identifier()));
    AccountingServers target = target(dead, odd);
    dead.close();
    assertThat(forward(target, REPORT, 0))
        .isInstanceOfSatisfying(
            Silent.class,
            it ->
                assertThat(it.why())
                    .contains(
                        "127.0.0.1:" + dead.port(), "nothing listens", "answers ACCESS_REJECT"));
    FakeServer back = new FakeServer(dead.port());
    open.add(back);
    back.script = AccountingServersTest::acknowledge;
    assertThat(forward(target, REPORT, 0)).isInstanceOf(Delivered.class);
    assertThat(back.asked).hasSize(1);
  }

  @Test
  public void acknowledgementOfAnotherReportIsNone() throws Exception {
    FakeServer server = server();
    server.script =
        request ->
            Optional.of(new PacketWriter(Code.ACCOUNTING_RESPONSE, request.identifier() + 1));
    assertThat(forward(target(server), REPORT, 0)).isInstanceOf(Silent.class);
  }

  @Test
  public void whatDoesNotFitIsImpossible() throws Exception {
    List<Attribute> full = new ArrayList<>(REPORT);
    for (int i = 0; i < 16; i++) {
      full.add(new Attribute(AttributeTypes.CLASS, new byte[253]));
    }
    FakeServer server = server();
    assertThat(forward(target(server), full, 0)).isInstanceOf(Impossible.class);
    assertThat(server.asked).isEmpty();
  }

  @Test
  public void closedTargetIsSilent() throws Exception {
    AccountingServers target = target(server());
    target.close();
    assertThat(forward(target, REPORT, 0))
        .isInstanceOfSatisfying(Silent.class, it -> assertThat(it.why()).contains("closed"));
  }
}
