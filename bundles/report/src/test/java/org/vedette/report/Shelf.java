package org.vedette.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.audit.AuditMarks;
import org.vedette.api.audit.AuditPosition;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.store.Records;
import org.vedette.api.user.Phone;
import org.vedette.api.user.User;
import org.vedette.testkit.memory.MemoryRecords;

/** An audit record in memory. */
final class Shelf implements AuditLog {
  private final List<AuditRecord> records = new ArrayList<>();
  private final MemoryRecords users = new MemoryRecords();

  Records records() {
    return users;
  }

  void user(UUID id, String name, String first, String last, String mail, String phone) {
    users.given(
        User.TYPE,
        User.builder(id, name, name)
            .firstName(first)
            .lastName(last)
            .email(mail)
            .phone(Optional.of(new Phone("41", phone, "")))
            .build());
  }

  void signIn(Instant at, String name, @Nullable UUID user, String result, boolean success) {
    add(AuditRecord.Kind.SIGN_IN, at, name, user, result, success, Map.of(), List.of());
  }

  void interim(Instant at, String name, @Nullable UUID user, String result) {
    add(AuditRecord.Kind.INTERIM, at, name, user, result, false, Map.of(), List.of());
  }

  void act(Instant at, String verb, Map<String, String> fields) {
    add(AuditRecord.Kind.ACT, at, "alice", null, verb, true, fields, List.of());
  }

  void add(
      AuditRecord.Kind kind,
      Instant at,
      String name,
      @Nullable UUID user,
      String result,
      boolean success,
      Map<String, String> fields,
      List<String> trace) {
    records.add(
        new AuditRecord(
            "id-" + records.size(),
            at,
            kind,
            "request",
            "radius",
            "Office VPN",
            name,
            Optional.ofNullable(user),
            "oath",
            "standard",
            result,
            success,
            "192.0.2.1",
            "",
            "",
            fields,
            trace));
  }

  @Override
  public List<Numbered> search(Query query) {
    List<Numbered> found = new ArrayList<>();
    long below = query.before().map(AuditPosition::number).orElse(Long.MAX_VALUE);
    for (int i = records.size(); i > 0 && found.size() < query.limit(); i--) {
      Instant at = records.get(i - 1).at();
      if (i < below
          && !at.isBefore(query.from().orElse(Instant.MIN))
          && !at.isAfter(query.to().orElse(Instant.MAX))) {
        found.add(new Numbered("one", "", i, records.get(i - 1)));
      }
    }
    return found;
  }

  @Override
  public Optional<Numbered> byId(String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Numbered> byRequest(String requestId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Numbered> after(long number, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long last() {
    return records.size();
  }

  @Override
  public AuditMarks marks() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Followed following(AuditMarks marks, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Verification verify() {
    throw new UnsupportedOperationException();
  }
}
