package org.vedette.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.accounting.AccountingDesk;
import org.vedette.api.accounting.AccountingReport;
import org.vedette.api.accounting.AccountingStatus;
import org.vedette.api.accounting.AccountingVerdict;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.primary.LoopMark;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Attributes;
import org.vedette.codec.radius.Code;
import org.vedette.radius.Counters.Count;

/** RFC 2866: what becomes of reports. */
public class ReportsTest {
  @Rule public final RadiusFixture radius = new RadiusFixture();
  private final FakeDesk desk = new FakeDesk();

  private static final class FakeDesk implements AccountingDesk {
    private final List<AccountingReport> taken = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<AccountingVerdict> verdict =
        CompletableFuture.completedFuture(new AccountingVerdict.Stored(false));

    @Override
    public CompletionStage<AccountingVerdict> take(AccountingReport report) {
      taken.add(report);
      return verdict;
    }
  }

  private static RadiusRequest report(int status) {
    return RadiusRequest.accounting(status, "s-1")
        .with(Attribute.text(AttributeTypes.USER_NAME, "älice"));
  }

  private CompletableFuture<Exchange> send(RadiusRequest request) {
    return radius.accountant(RadiusFixture.SECRET).send(request);
  }

  private void installed() {
    radius.server.reports().storing(() -> true);
    radius.server.reports().add(desk);
  }

  @Test
  public void acknowledgedOnlyWhenStored() throws IOException {
    radius.serve(radius.application());
    installed();
    desk.verdict = new CompletableFuture<>();
    CompletableFuture<Exchange> exchange = send(report(1));
    Awaitility.await().until(() -> desk.taken.size() == 1);
    assertThat(exchange).isNotDone();
    assertThat(radius.server.counters().get(Count.ACCOUNTING)).isZero();
    desk.verdict.complete(new AccountingVerdict.Stored(true));
    assertThat(exchange.join().is(Code.ACCOUNTING_RESPONSE)).isTrue();
    assertThat(radius.server.counters().get(Count.DUPLICATES)).isEqualTo(1);
  }

  @Test
  public void notAcknowledgedWhenItCannotBeStored() throws IOException {
    radius.serve(radius.application());
    installed();
    desk.verdict =
        CompletableFuture.completedFuture(new AccountingVerdict.Refused("the disk is full"));
    RawNas nas =
        radius.raw(new InetSocketAddress(RadiusFixture.LOOPBACK, 0), radius.accountingAddress());
    assertThat(nas.isSilentTo(nas.write(report(2)))).isTrue();
    assertThat(radius.server.counters().get(Count.UNRECORDED)).isEqualTo(1);
    assertThat(radius.server.counters().get(Count.ACCOUNTING)).isZero();
  }

  @Test
  public void waitsForWhoStoresToComeBack() {
    radius.serve(radius.application());
    radius.server.reports().storing(() -> true);
    assertThat(radius.server.health().status()).isEqualTo(Health.Status.WARN);
    CompletableFuture<Exchange> exchange = send(report(1));
    installed();
    assertThat(exchange.join().is(Code.ACCOUNTING_RESPONSE)).isTrue();
    assertThat(desk.taken).hasSize(1);
    assertThat(radius.server.health().status()).isEqualTo(Health.Status.OK);
  }

  @Test
  public void acknowledgedAndForgottenWhereNothingIsStored() {
    radius.serve(radius.application());
    assertThat(send(report(1)).join().is(Code.ACCOUNTING_RESPONSE)).isTrue();
    assertThat(radius.server.health().message()).contains("not-stored=1", "is not installed");
    radius.server.reports().add(desk);
    assertThat(radius.server.health().message()).doesNotContain("is not installed");
    radius.server.reports().remove(desk);
    assertThat(send(report(1)).join().is(Code.ACCOUNTING_RESPONSE)).isTrue();
    assertThat(desk.taken).isEmpty();
  }

  @Test
  public void handsOnWhatTheReportSays() {
    radius.serve(radius.relaying());
    installed();
    Attribute grouping = Attribute.text(AttributeTypes.CLASS, "one");
    RadiusRequest stop =
        report(2)
            .with(new Attribute(AttributeTypes.NAS_IP_ADDRESS, new byte[] {(byte) 192, 0, 2, 1}))
            .with(new Attribute(AttributeTypes.FRAMED_IP_ADDRESS, new byte[] {10, 1, 2, 3}))
            .with(Attribute.text(AttributeTypes.CALLING_STATION_ID, "198.51.100.7"))
            .with(Attribute.integer(AttributeTypes.ACCT_SESSION_TIME, 77))
            .with(Attribute.integer(AttributeTypes.ACCT_INPUT_OCTETS, 5))
            .with(Attribute.integer(AttributeTypes.ACCT_INPUT_GIGAWORDS, 2))
            .with(Attribute.integer(AttributeTypes.ACCT_OUTPUT_OCTETS, 0xFFFF_FFFFL))
            .with(Attribute.integer(AttributeTypes.ACCT_TERMINATE_CAUSE, 1))
            .with(Attribute.integer(AttributeTypes.EVENT_TIMESTAMP, 4_000_000_000L))
            .with(Attribute.integer(AttributeTypes.ACCT_DELAY_TIME, 3))
            .with(grouping);
    RadiusRequest sent =
        stop.with(Attribute.text(AttributeTypes.PROXY_STATE, "hop"))
            .with(Attribute.text(AttributeTypes.USER_PASSWORD, "sixteen octets!!"));
    assertThat(send(sent.messageAuthenticator(true)).join().is(Code.ACCOUNTING_RESPONSE)).isTrue();

    AccountingReport report = desk.taken.get(0);
    assertThat(report.applicationName()).isEqualTo("vpn");
    assertThat(report.source()).isEqualTo("127.0.0.1");
    assertThat(report.target()).isEqualTo("radius:old");
    assertThat(report.facts().status()).isEqualTo(AccountingStatus.STOP);
    assertThat(report.facts().session()).isEqualTo("s-1");
    assertThat(report.facts().nas()).isEqualTo("192.0.2.1");
    assertThat(report.facts().username()).isEqualTo("älice");
    assertThat(report.facts().framedAddress()).isEqualTo("10.1.2.3");
    assertThat(report.facts().callingStation()).isEqualTo("198.51.100.7");
    assertThat(report.facts().seconds()).isEqualTo(OptionalLong.of(77));
    assertThat(report.facts().octetsIn()).isEqualTo(OptionalLong.of(2L << 32 | 5));
    assertThat(report.facts().octetsOut()).isEqualTo(OptionalLong.of(0xFFFF_FFFFL));
    assertThat(report.facts().cause()).isEqualTo("User-Request");
    assertThat(report.facts().eventTime())
        .isEqualTo(Optional.of(Instant.ofEpochSecond(4_000_000_000L)));
    assertThat(report.facts().delaySeconds()).isEqualTo(3);
    assertThat(Attributes.read(report.attributes())).isEqualTo(stop.attributes());
  }

  @Test
  public void oddReportsAreReportsToo() {
    radius.serve(radius.application());
    installed();
    byte[] octets = {(byte) 0xFF, 1};
    RadiusRequest odd =
        RadiusRequest.of(Code.ACCOUNTING_REQUEST)
            .with(new Attribute(AttributeTypes.ACCT_SESSION_ID, octets))
            .with(new Attribute(AttributeTypes.ACCT_STATUS_TYPE, new byte[] {1}))
            .with(new Attribute(AttributeTypes.ACCT_INPUT_OCTETS, new byte[8]))
            .with(new Attribute(AttributeTypes.EVENT_TIMESTAMP, octets))
            .with(Attribute.text(AttributeTypes.NAS_IDENTIFIER, "nas-7"));
    assertThat(send(odd).join().is(Code.ACCOUNTING_RESPONSE)).isTrue();
    AccountingReport report = desk.taken.get(0);
    assertThat(report.facts().status()).isEqualTo(AccountingStatus.OTHER);
    assertThat(report.facts().session()).isEqualTo("ff01");
    assertThat(report.facts().nas()).isEqualTo("nas-7");
    assertThat(report.facts().octetsIn()).isEmpty();
    assertThat(report.facts().eventTime()).isEmpty();
    assertThat(report.target()).isEmpty();
  }

  @Test
  public void whatCameBackIsAcknowledgedAndNotStoredAgain() {
    radius.serve(radius.application());
    installed();
    RadiusRequest returned =
        report(1).with(new Attribute(AttributeTypes.PROXY_STATE, LoopMark.make(radius.vault)));
    assertThat(send(returned).join().is(Code.ACCOUNTING_RESPONSE)).isTrue();
    assertThat(desk.taken).isEmpty();
  }
}
