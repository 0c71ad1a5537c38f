package org.vedette.store.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Test;
import org.vedette.api.auth.Application;
import org.vedette.api.store.Change;
import org.vedette.api.store.Changes;
import org.vedette.api.store.Records.Page;
import org.vedette.api.store.Records.Query;
import org.vedette.api.store.Setting;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.store.db.Effect;
import org.vedette.store.db.RecordStore;
import org.vedette.store.db.Samples;
import org.vedette.store.db.TestDatabase;

public class CachedRecordsTest {
  private final TestDatabase database = TestDatabase.first();
  private final CachedRecords records = new CachedRecords(database, new RecordCache(1000));
  private final RecordStore store =
      new RecordStore(
          database,
          new RecordStore.Observer() {
            @Override
            public void applied(List<Effect> effects) {
              records.forget(effects);
            }

            @Override
            public void replaced() {
              records.forgetAll();
            }
          });
  private long index;

  public CachedRecordsTest() throws IOException {}

  private void apply(Change change) {
    try {
      assertThat(store.apply(0, ++index, Changes.toBytes(change)).field()).isEmpty();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  /** Applies a change after the next reading has read and before it returns. */
  private void duringNextRead(Change change) {
    AtomicBoolean once = new AtomicBoolean();
    database.beforeReadEnds(
        () -> {
          if (once.compareAndSet(false, true)) {
            apply(change);
          }
        });
  }

  @Test
  public void everyChangeIsSeenAtOnce() {
    User alice = Samples.user("alice");
    assertThat(records.find(User.TYPE, alice.id())).isEmpty();
    assertThat(records.findByKey(User.TYPE, User.key("alice"))).isEmpty();
    apply(Change.put(User.TYPE, alice));
    assertThat(records.find(User.TYPE, alice.id())).contains(alice);
    assertThat(records.findByKey(User.TYPE, User.key("alice"))).contains(alice);
    User carol = Samples.renamed(alice, "carol");
    apply(Change.put(User.TYPE, carol));
    assertThat(records.findByKey(User.TYPE, User.key("alice"))).isEmpty();
    assertThat(records.findByKey(User.TYPE, User.key("carol"))).contains(carol);
    apply(Change.remove(User.TYPE, carol));
    assertThat(records.find(User.TYPE, alice.id())).isEmpty();
    assertThat(records.findByKey(User.TYPE, User.key("carol"))).isEmpty();
  }

  @Test
  public void successorKnowsWhatWasReadIfNothingChangedSince() {
    User alice = Samples.user("alice");
    apply(Change.put(User.TYPE, alice));
    apply(Change.put(Enrollment.TYPE, Samples.enrollment(alice.id(), "1")));
    assertThat(records.findByKey(User.TYPE, User.key("alice"))).contains(alice);
    assertThat(records.findByKey(User.TYPE, User.key("nobody"))).isEmpty();
    List<Enrollment> tokens = records.ownedBy(Enrollment.TYPE, alice.id());
    records.all(User.TYPE);
    byte[] image = records.image(store.position());

    CachedRecords successor = new CachedRecords(database, new RecordCache(1000));
    assertThat(successor.restore(store.position(), image)).isEqualTo(5);
    database.readable(false);
    assertThat(successor.findByKey(User.TYPE, User.key("alice"))).contains(alice);
    assertThat(successor.findByKey(User.TYPE, User.key("nobody"))).isEmpty();
    assertThat(successor.ownedBy(Enrollment.TYPE, alice.id())).hasSameSizeAs(tokens);
    assertThat(successor.all(User.TYPE)).containsExactly(alice);
    database.readable(true);
    apply(Change.put(User.TYPE, Samples.user("bob")));
    assertThat(successor.restore(store.position(), image)).isZero();
  }

  @Test
  public void pagesOfATypeHoldEachRecordOnce() {
    Set<UUID> given = new HashSet<>();
    for (int i = 0; i < 7; i++) {
      User user = Samples.user("user" + i);
      apply(Change.put(User.TYPE, user));
      apply(Change.put(Enrollment.TYPE, Samples.enrollment(user.id(), "s" + i)));
      given.add(user.id());
    }
    List<UUID> read = new ArrayList<>();
    List<User> page = records.page(User.TYPE, Optional.empty(), 3);
    while (!page.isEmpty()) {
      page.forEach(each -> read.add(each.id()));
      page = records.page(User.TYPE, Optional.of(read.get(read.size() - 1)), 3);
    }
    assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(given);
  }

  @Test
  public void ownedRecordsFollowTheirOwner() {
    User alice = Samples.user("alice");
    apply(Change.put(User.TYPE, alice));
    assertThat(records.ownedBy(Enrollment.TYPE, alice.id())).isEmpty();
    Enrollment token = Samples.enrollment(alice.id(), "1");
    apply(Change.put(Enrollment.TYPE, token));
    assertThat(records.ownedBy(Enrollment.TYPE, alice.id()))
        .extracting(Enrollment::id)
        .containsExactly(token.id());
    apply(Change.remove(User.TYPE, alice));
    assertThat(records.ownedBy(Enrollment.TYPE, alice.id())).isEmpty();
    assertThat(records.findByKey(Enrollment.TYPE, Enrollment.serialKey("oath", "1"))).isEmpty();
  }

  @Test
  public void whatIsKeptNeedsNoDatabase() {
    User alice = Samples.user("alice");
    apply(Change.put(User.TYPE, alice));
    records.findByKey(User.TYPE, User.key("alice"));
    records.findByKey(User.TYPE, User.key("nobody"));
    records.ownedBy(Enrollment.TYPE, alice.id());
    records.all(Setting.TYPE);
    database.readable(false);
    assertThat(records.findByKey(User.TYPE, User.key("alice"))).contains(alice);
    assertThat(records.findByKey(User.TYPE, User.key("nobody"))).isEmpty();
    assertThat(records.ownedBy(Enrollment.TYPE, alice.id())).isEmpty();
    assertThat(records.all(Setting.TYPE)).isEmpty();
    assertThatThrownBy(() -> records.find(User.TYPE, UUID.randomUUID()))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  public void staleFindIsNotKept() {
    User alice = Samples.user("alice");
    apply(Change.put(User.TYPE, alice));
    User next = alice.change().email("a@example.org").build();
    duringNextRead(Change.put(User.TYPE, next));
    assertThat(records.find(User.TYPE, alice.id())).contains(alice);
    assertThat(records.find(User.TYPE, alice.id())).contains(next);
  }

  @Test
  public void staleAbsenceIsNotKept() {
    User alice = Samples.user("alice");
    duringNextRead(Change.put(User.TYPE, alice));
    assertThat(records.findByKey(User.TYPE, User.key("alice"))).isEmpty();
    assertThat(records.findByKey(User.TYPE, User.key("alice"))).contains(alice);
  }

  @Test
  public void staleListsAreNotKept() {
    Setting setting = Samples.setting("org.example", Map.of("a", "1"));
    duringNextRead(Change.put(Setting.TYPE, setting));
    assertThat(records.all(Setting.TYPE)).isEmpty();
    assertThat(records.all(Setting.TYPE)).containsExactly(setting);
    UUID owner = UUID.randomUUID();
    duringNextRead(Change.put(Enrollment.TYPE, Samples.enrollment(owner, "")));
    assertThat(records.ownedBy(Enrollment.TYPE, owner)).isEmpty();
    assertThat(records.ownedBy(Enrollment.TYPE, owner)).hasSize(1);
  }

  @Test
  public void readersNeverSeeAnOlderVersionAfterANewerOne() throws Exception {
    AtomicReference<User> acknowledged = new AtomicReference<>(Samples.user("alice"));
    apply(Change.put(User.TYPE, acknowledged.get()));
    UUID id = acknowledged.get().id();
    AtomicReference<String> wrong = new AtomicReference<>("");
    AtomicBoolean ended = new AtomicBoolean();
    Thread reader =
        new Thread(
            () -> {
              while (!ended.get()) {
                long atLeast = acknowledged.get().version();
                long seen = records.find(User.TYPE, id).orElseThrow().version();
                if (seen < atLeast) {
                  wrong.set("saw " + seen + " after " + atLeast + " was acknowledged");
                }
              }
            });
    reader.start();
    for (int i = 0; i < 300; i++) {
      User next = acknowledged.get().change().email("a" + i + "@example.org").build();
      apply(Change.put(User.TYPE, next));
      acknowledged.set(next);
    }
    ended.set(true);
    reader.join();
    assertThat(wrong.get()).isEmpty();
  }

  @Test
  public void cacheIsBounded() {
    RecordCache small = new RecordCache(50);
    for (int i = 0; i < 1000; i++) {
      small.get(new CacheKey.Owned(2, new UUID(0, i)), List.class, () -> List.of("x", "y"));
    }
    assertThat(small.size()).isLessThan(20);
  }

  @Test
  public void searchFindsPartsAndTakesSignsLiterally() {
    for (String name : List.of("anna", "hanna_b", "bert", "100%")) {
      apply(Change.put(User.TYPE, Samples.user(name)));
    }
    assertThat(names("ANN", 0, 10)).containsExactly("anna", "hanna_b");
    assertThat(names("a_b", 0, 10)).containsExactly("hanna_b");
    assertThat(names("_", 0, 10)).containsExactly("hanna_b");
    assertThat(names("0%", 0, 10)).containsExactly("100%");
    assertThat(names("!", 0, 10)).isEmpty();
    assertThat(names("", 1, 2)).containsExactly("anna", "bert");
    Page<User> page = records.search(User.TYPE, new Query("", 1, 2));
    assertThat(page.total()).isEqualTo(4);
  }

  /** Row 8. */
  @Test
  public void usersAreFoundByGroupAndByDescription() {
    apply(Change.put(User.TYPE, with("anna", "Sales", "")));
    apply(Change.put(User.TYPE, with("bert", "Sales 2", "works on Mondays")));
    apply(Change.put(User.TYPE, with("carl", "sales", "works on Mondays")));
    apply(Change.put(User.TYPE, with("dora", "", "knows sales")));
    assertThat(names(User.searchGroup("SALES"), "", 10)).containsExactly("anna", "carl");
    assertThat(names(User.searchGroup("Sales"), "mondays", 10)).containsExactly("carl");
    assertThat(names("", "mondays", 10)).containsExactly("bert", "carl");
    assertThat(names(User.searchGroup("s_les"), "", 10)).isEmpty();
  }

  private List<String> names(String text, String also, int limit) {
    return records.search(User.TYPE, new Query(text, also, 0, limit)).items().stream()
        .map(User::name)
        .toList();
  }

  private static User with(String name, String group, String description) {
    return User.builder(UUID.randomUUID(), name, name)
        .group(group)
        .description(description)
        .build();
  }

  @Test
  public void typesAreKeptApart() {
    User alice = Samples.user("alice");
    Application vpn = Samples.application("alice", "192.0.2.1");
    apply(Change.put(User.TYPE, alice));
    apply(Change.put(Application.TYPE, vpn));
    assertThat(records.findByKey(Application.TYPE, Application.key("alice"))).contains(vpn);
    assertThat(records.findByKey(User.TYPE, User.key("alice"))).contains(alice);
    assertThat(records.find(User.TYPE, vpn.id())).isEmpty();
    assertThat(records.all(Application.TYPE)).containsExactly(vpn);
  }

  private List<String> names(String text, int offset, int limit) {
    return records.search(User.TYPE, new Query(text, offset, limit)).items().stream()
        .map(User::name)
        .toList();
  }
}
