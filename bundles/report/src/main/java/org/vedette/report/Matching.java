package org.vedette.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.report.ReportFilter;
import org.vedette.api.report.ReportFilter.Status;
import org.vedette.api.user.User;

/** Tells which records a report is about. */
final class Matching {
  private final ReportFilter filter;
  private final People people;
  private final Personal personal;
  private final String name;
  private final String digits;

  Matching(ReportFilter filter, People people, Personal personal) {
    this.filter = filter;
    this.people = people;
    this.personal = personal;
    this.name = filter.user().toLowerCase(Locale.ROOT);
    this.digits = filter.phone().replaceAll("[^0-9]", "");
  }

  ReportFilter filter() {
    return filter;
  }

  /** Finds the user of a record as it is now. */
  Optional<User> user(AuditRecord record) {
    return people.find(record.user());
  }

  /** Returns how a sign-in ended. */
  static Status status(AuditRecord record) {
    if (record.success()) {
      return Status.GRANTED;
    }
    return Arrays.stream(ResultCode.values())
            .anyMatch(code -> code.denied() && code.name().equals(record.result()))
        ? Status.DENIED
        : Status.UNDECIDED;
  }

  /** Whether the filter lets a sign-in pass. */
  boolean signIn(AuditRecord record) {
    return record.kind() == AuditRecord.Kind.SIGN_IN
        && (filter.status().isEmpty() || filter.status().get() == status(record))
        && person(record);
  }

  /** Whether the filter lets pass what was done to a person; how sign-ins ended is not asked. */
  boolean person(AuditRecord record) {
    return equal(filter.application(), record.application())
        && equal(filter.method(), record.method())
        && named(record)
        && called(record);
  }

  private static boolean equal(String wanted, String is) {
    return wanted.isEmpty() || wanted.equalsIgnoreCase(is);
  }

  private boolean named(AuditRecord record) {
    if (name.isEmpty() || record.user().filter(id -> id.toString().equals(name)).isPresent()) {
      return true;
    }
    // A report that names nobody must not tell names by what it finds.
    return !personal.byId() && record.username().toLowerCase(Locale.ROOT).contains(name);
  }

  private boolean called(AuditRecord record) {
    if (digits.isEmpty()) {
      return true;
    }
    return personal.fields().contains(Personal.Field.PHONE)
        && user(record)
            .flatMap(User::phone)
            .filter(phone -> (phone.country() + phone.number()).contains(digits))
            .isPresent();
  }
}
