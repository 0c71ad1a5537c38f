package org.vedette.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.audit.AuditPosition;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.report.ReportDesk.Kind;
import org.vedette.api.report.ReportTable;
import org.vedette.api.user.User;

/** Lists records, a row each. Once. */
final class Listing {
  private static final List<String> SIGN_IN =
      List.of(
          "application",
          "listener",
          "method",
          "mode",
          "status",
          "result",
          "token",
          "client address",
          "asked by",
          "server",
          "record");
  private static final List<String> ACT = List.of("what", "reason", "until", "by", "record");

  private final Kind kind;
  private final Personal personal;
  private final Matching matching;
  private final List<List<String>> rows = new ArrayList<>();

  Listing(Kind kind, Personal personal, Matching matching) {
    this.kind = kind;
    this.personal = personal;
    this.matching = matching;
  }

  ReportTable read(AuditLog audit, String before, int limit, BooleanSupplier enough) {
    Trail.End end =
        Trail.walk(
            audit,
            matching.filter(),
            AuditPosition.parse(before),
            enough,
            each -> {
              row(each).ifPresent(rows::add);
              return rows.size() < limit;
            });
    return new ReportTable(
        columns(),
        rows,
        end.next().map(AuditPosition::text).orElse(""),
        end.reached().map(Object::toString).orElse(""));
  }

  private List<String> columns() {
    List<String> all = new ArrayList<>(List.of("time", "user"));
    personal.fields().forEach(field -> all.add(field.key()));
    all.addAll(kind == Kind.SIGN_INS || kind == Kind.FRAUD ? SIGN_IN : ACT);
    return all;
  }

  private Optional<List<String>> row(AuditLog.Numbered numbered) {
    AuditRecord record = numbered.record();
    return switch (kind) {
      case SIGN_INS -> matching.signIn(record) ? Optional.of(signIn(numbered)) : Optional.empty();
      case FRAUD ->
          record.result().equals(ResultCode.FRAUD_REPORTED.name()) && matching.signIn(record)
              ? Optional.of(signIn(numbered))
              : Optional.empty();
      case BLOCKS ->
          Deed.block(record).filter(deed -> matching.person(record)).map(it -> act(record, it));
      case BYPASSES ->
          Deed.bypass(record).filter(deed -> matching.person(record)).map(it -> act(record, it));
    };
  }

  private List<String> signIn(AuditLog.Numbered numbered) {
    AuditRecord record = numbered.record();
    List<String> row = person(record);
    row.add(record.application());
    row.add(record.listener());
    row.add(record.method());
    row.add(record.mode());
    row.add(Matching.status(record).name());
    row.add(record.result());
    row.add(record.fields().getOrDefault("serial", ""));
    row.add(record.clientAddress());
    row.add(record.peer());
    row.add(numbered.wrote());
    row.add(record.id());
    return row;
  }

  private List<String> act(AuditRecord record, Deed deed) {
    List<String> row = person(record);
    row.add(deed.what());
    row.add(deed.reason());
    row.add(deed.until());
    row.add(record.actor());
    row.add(record.id());
    return row;
  }

  private List<String> person(AuditRecord record) {
    List<String> row = new ArrayList<>();
    row.add(record.at().toString());
    row.add(personal.byId() ? record.user().map(UUID::toString).orElse("") : record.username());
    Optional<User> user = matching.user(record);
    personal.fields().forEach(field -> row.add(user.map(field::of).orElse("")));
    return row;
  }
}
