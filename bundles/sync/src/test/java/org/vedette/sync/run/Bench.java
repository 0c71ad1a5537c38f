package org.vedette.sync.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.vedette.api.delivery.UserMails;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.enroll.EnrollmentService;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.sync.ImportOrder;
import org.vedette.api.sync.SyncItem;
import org.vedette.api.sync.SyncRun;
import org.vedette.api.user.DirectoryLink;
import org.vedette.api.user.User;
import org.vedette.api.user.UserDefaults;
import org.vedette.testkit.memory.FakeClock;
import org.vedette.testkit.memory.MemoryRecords;

/** A server without people, and the directories it reads. */
final class Bench {
  static final Actor ACTOR = new Actor("test", "test", "");

  final MemoryRecords records = new MemoryRecords();
  final Map<String, DirectorySource> sources = new HashMap<>();
  final FakeClock clock = new FakeClock(Instant.parse("2026-01-01T00:00:00Z"));
  final List<String> mails = new ArrayList<>();
  private final Map<String, Map<String, String>> places = new HashMap<>();
  RunSettings settings =
      new RunSettings(
          true,
          5,
          List.of(),
          new UserDefaults(Optional.empty(), Map.of(), Optional.of("CH"), false));
  Optional<EnrollmentService> enrollments = Optional.empty();
  Optional<UserMails> userMails = Optional.empty();
  Patience patience = new Patience();
  private int runs;

  Ports ports() {
    return new Ports(
        () -> Optional.of(records),
        () -> Optional.of(records),
        () -> enrollments,
        () -> userMails,
        name -> Optional.ofNullable(sources.get(name)),
        clock,
        UUID::randomUUID);
  }

  SyncRun full() {
    return run(SyncRun.Kind.FULL, Optional.empty());
  }

  SyncRun changes() {
    return run(SyncRun.Kind.INCREMENTAL, Optional.empty());
  }

  SyncRun plan() {
    return run(SyncRun.Kind.PLAN, Optional.empty());
  }

  SyncRun load(ImportOrder order) {
    return run(SyncRun.Kind.IMPORT, Optional.of(order));
  }

  private SyncRun run(SyncRun.Kind kind, Optional<ImportOrder> order) {
    clock.advance(Duration.ofMinutes(1));
    Tally tally = new Tally("r" + ++runs, kind, "test", clock.instant());
    return new Run(ports(), settings, kind, order, ACTOR, tally, patience, places).go();
  }

  Approval approval() {
    return new Shelf(records, UUID::randomUUID).approval();
  }

  void approve(String list) {
    Approval it = approval();
    new Shelf(records, UUID::randomUUID)
        .keep(records, new Approval(it.held(), it.count(), it.since(), list), ACTOR);
  }

  Optional<User> user(String name) {
    return records.findByKey(User.TYPE, User.key(name));
  }

  void put(SyncItem item) {
    records.given(SyncItem.TYPE, item);
  }

  void change(String name, UnaryOperator<User> change) {
    user(name).ifPresent(it -> records.append(Change.put(User.TYPE, change.apply(it)), ACTOR));
  }

  /** Everything about people that two servers can have alike. */
  Map<String, String> state() {
    Map<String, String> state = new TreeMap<>();
    for (User user : records.all(User.TYPE)) {
      Optional<DirectoryLink> link = records.find(DirectoryLink.TYPE, user.id());
      state.put(
          user.name(),
          String.join(
              "|",
              user.username(),
              Boolean.toString(user.enabled()),
              user.firstName(),
              user.lastName(),
              user.email(),
              user.group(),
              user.phone().toString(),
              user.backupPhone().toString(),
              user.defaultMethod().orElse(""),
              new TreeMap<>(user.languages()).toString(),
              link.map(it -> it.entry() + " " + it.item() + " " + new TreeMap<>(it.imported()))
                  .orElse("by hand")));
    }
    return state;
  }
}
