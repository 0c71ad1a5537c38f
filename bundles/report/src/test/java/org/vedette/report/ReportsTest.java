package org.vedette.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.audit.AuditRecord.Kind;
import org.vedette.api.report.ReportDesk;
import org.vedette.api.report.ReportDesk.By;
import org.vedette.api.report.ReportFilter;
import org.vedette.api.report.ReportFilter.Status;
import org.vedette.api.report.ReportTable;
import org.vedette.api.report.UsageReport;
import org.xml.sax.InputSource;

public class ReportsTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final UUID ALICE = UUID.fromString("00000000-0000-0000-0000-00000000a11c");
  private static final Personal ALL = new Personal(List.of(Personal.Field.values()), false);
  private static final Personal NOTHING = new Personal(List.of(), false);

  private final Shelf shelf = new Shelf();

  @Before
  public void aDay() {
    shelf.user(ALICE, "alice", "Alice", "Liddell", "alice@corp.example", "791234567");
    shelf.signIn(NOON.minusSeconds(86_400), "alice", ALICE, "OATH_VERIFIED", true);
    shelf.signIn(NOON.minusSeconds(60), "alice", ALICE, "OATH_WRONG", false);
    shelf.signIn(NOON.minusSeconds(50), "alice", ALICE, "UNAVAILABLE", false);
    shelf.signIn(NOON.minusSeconds(40), "mallory", null, "PRIMARY_REFUSED", false);
    shelf.interim(NOON.minusSeconds(30), "alice", ALICE, "CHALLENGED");
    shelf.signIn(NOON.minusSeconds(20), "alice", ALICE, "OATH_VERIFIED", true);
  }

  @Test
  public void countsByDayAndTellsDaysWithoutAnybodyToo() {
    UsageReport usage =
        new Counting(By.DAY, ZoneOffset.UTC, matching(filter(NOON.plusSeconds(2 * 86_400)), ALL))
            .read(shelf, () -> false);

    assertThat(usage.groups())
        .containsExactly(
            new UsageReport.Group("2026-11-25", 1, 0, 0, 1),
            new UsageReport.Group("2026-11-26", 1, 2, 1, 2),
            new UsageReport.Group("2026-11-27", 0, 0, 0, 0),
            new UsageReport.Group("2026-11-28", 0, 0, 0, 0));
    assertThat(usage.total()).isEqualTo(new UsageReport.Group("total", 2, 2, 1, 2));
    assertThat(usage.whole()).isTrue();
  }

  @Test
  public void daysAreThoseOfTheZone() {
    shelf.signIn(Instant.parse("2026-11-25T23:30:00Z"), "bob", null, "OATH_VERIFIED", true);

    UsageReport usage =
        new Counting(By.DAY, ZoneId.of("Europe/Zurich"), matching(filter(NOON), ALL))
            .read(shelf, () -> false);

    assertThat(usage.groups())
        .extracting(UsageReport.Group::key, UsageReport.Group::signIns)
        .containsExactly(tuple("2026-11-25", 1L), tuple("2026-11-26", 5L));
  }

  @Test
  public void countsByResultTheLargestFirst() {
    UsageReport usage =
        new Counting(By.RESULT, ZoneOffset.UTC, matching(filter(NOON), ALL))
            .read(shelf, () -> false);

    assertThat(usage.groups())
        .extracting(UsageReport.Group::key)
        .containsExactly("OATH_VERIFIED", "OATH_WRONG", "PRIMARY_REFUSED", "UNAVAILABLE");
  }

  @Test
  public void stopsWhenItTakesTooLongAndSaysSo() {
    for (int i = 0; i < 3 * AuditLog.MOST; i++) {
      shelf.signIn(NOON.minusSeconds(10), "bob", null, "OATH_VERIFIED", true);
    }
    List<Integer> asked = new ArrayList<>();

    UsageReport usage =
        new Counting(By.DAY, ZoneOffset.UTC, matching(filter(NOON), ALL))
            .read(
                shelf,
                () -> {
                  asked.add(1);
                  return asked.size() > 1;
                });

    assertThat(usage.whole()).isFalse();
    assertThat(usage.total().signIns()).isEqualTo(AuditLog.MOST);
  }

  /** Row 26. */
  @Test
  public void personalFieldsCanBeKeptOut() {
    ReportTable all = list(ReportDesk.Kind.SIGN_INS, filter(NOON), ALL, "", 10);
    ReportTable bare = list(ReportDesk.Kind.SIGN_INS, filter(NOON), NOTHING, "", 10);
    ReportTable byId =
        list(ReportDesk.Kind.SIGN_INS, filter(NOON), new Personal(List.of(), true), "", 10);

    assertThat(all.columns())
        .startsWith("time", "user", "firstName", "lastName", "email", "phone", "application");
    assertThat(all.rows().get(0))
        .contains("alice", "Alice", "Liddell", "alice@corp.example", "+41 791234567");
    assertThat(bare.columns()).startsWith("time", "user", "application");
    assertThat(bare.rows()).hasSameSizeAs(all.rows());
    assertThat(bare.rows().toString()).contains("alice").doesNotContain("Liddell", "@", "7912345");
    assertThat(byId.rows().toString())
        .contains(ALICE.toString())
        .doesNotContain("alice", "mallory");
  }

  @Test
  public void whatIsKeptOutCannotBeLookedForEither() {
    ReportFilter phone =
        new ReportFilter(NOON.minusSeconds(864_000), NOON, "", "7912345", "", "", Optional.empty());
    ReportFilter name =
        new ReportFilter(NOON.minusSeconds(864_000), NOON, "ali", "", "", "", Optional.empty());

    assertThat(list(ReportDesk.Kind.SIGN_INS, phone, ALL, "", 10).rows()).hasSize(4);
    assertThat(list(ReportDesk.Kind.SIGN_INS, phone, NOTHING, "", 10).rows()).isEmpty();
    assertThat(list(ReportDesk.Kind.SIGN_INS, name, ALL, "", 10).rows()).hasSize(4);
    assertThat(list(ReportDesk.Kind.SIGN_INS, name, new Personal(List.of(), true), "", 10).rows())
        .isEmpty();
  }

  @Test
  public void goesOnWhereAPageEnded() {
    ReportTable first = list(ReportDesk.Kind.SIGN_INS, filter(NOON), ALL, "", 2);
    ReportTable second = list(ReportDesk.Kind.SIGN_INS, filter(NOON), ALL, first.next(), 10);

    assertThat(first.rows()).hasSize(2);
    assertThat(second.rows()).hasSize(3);
    assertThat(second.next()).isEmpty();
  }

  @Test
  public void narrowsByHowSignInsEnded() {
    ReportFilter denied =
        new ReportFilter(
            NOON.minusSeconds(864_000), NOON, "", "", "", "", Optional.of(Status.DENIED));

    assertThat(list(ReportDesk.Kind.SIGN_INS, denied, NOTHING, "", 10).rows())
        .extracting(row -> row.get(1))
        .containsExactly("mallory", "alice");
  }

  @Test
  public void tellsBlocksBypassesAndFraud() {
    shelf.act(
        NOON.minusSeconds(19),
        "user.change",
        Map.of("blockReason", "(none) -> lost", "blockUntil", "(none) -> 2027-01-01T00:00:00Z"));
    shelf.act(
        NOON.minusSeconds(18),
        "user.change",
        Map.of("blockReason", "lost -> (none)", "blockUntil", "2027-01-01T00:00:00Z -> (none)"));
    shelf.act(NOON.minusSeconds(17), "user.unblock", Map.of("reason", "found"));
    shelf.act(NOON.minusSeconds(16), "user.change", Map.of("email", "a -> b"));
    shelf.act(NOON.minusSeconds(15), "bypass.add", Map.of("reason", "(none) -> no phone"));
    shelf.signIn(NOON.minusSeconds(14), "alice", ALICE, "BYPASSED", true);
    shelf.add(
        Kind.SIGN_IN,
        NOON.minusSeconds(13),
        "alice",
        ALICE,
        "FRAUD_REPORTED",
        false,
        Map.of(),
        List.of("12 ms blocked for 90 days"));

    assertThat(list(ReportDesk.Kind.BLOCKS, filter(NOON), NOTHING, "", 10).rows())
        .extracting(row -> row.get(2) + " " + row.get(3) + " " + row.get(4))
        .containsExactly(
            "blocked fraud reported ", "unblocked found ", "blocked lost 2027-01-01T00:00:00Z");
    assertThat(list(ReportDesk.Kind.BYPASSES, filter(NOON), NOTHING, "", 10).rows())
        .extracting(row -> row.get(2) + " " + row.get(3))
        .containsExactly("used at Office VPN ", "given no phone");
    assertThat(list(ReportDesk.Kind.FRAUD, filter(NOON), NOTHING, "", 10).rows()).hasSize(1);
  }

  @Test
  public void drawsWellFormedPicturesWhateverNamesHold() throws Exception {
    UsageReport usage =
        new UsageReport(
            By.APPLICATION,
            List.of(new UsageReport.Group("<a&b>\u0000\"'", 3, 2, 1, 4)),
            new UsageReport.Group("total", 3, 2, 1, 4),
            true);

    String svg = Chart.of(usage);

    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
    assertThat(svg).contains("&lt;a&amp;b&gt;", "class=\"granted\"", "width=\"230.0\"");
  }

  private ReportTable list(
      ReportDesk.Kind kind, ReportFilter filter, Personal personal, String before, int limit) {
    return new Listing(kind, personal, matching(filter, personal))
        .read(shelf, before, limit, () -> false);
  }

  private Matching matching(ReportFilter filter, Personal personal) {
    return new Matching(filter, new People(shelf.records()), personal);
  }

  private static ReportFilter filter(Instant to) {
    return new ReportFilter(NOON.minusSeconds(864_000), to, "", "", "", "", Optional.empty());
  }
}
