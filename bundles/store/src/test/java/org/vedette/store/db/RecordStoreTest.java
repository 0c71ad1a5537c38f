package org.vedette.store.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeApplier.Applied;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.api.store.ChangeApplier.Verdict;
import org.vedette.api.store.Changes;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.StoredRecord;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.LocalPassword;
import org.vedette.api.user.Pin;
import org.vedette.api.user.User;

public class RecordStoreTest {
  private static final Applied APPLIED = new Applied(Verdict.APPLIED, "", "");

  private final TestDatabase database = TestDatabase.first();
  private final List<Effect> effects = new ArrayList<>();
  private int replaced;
  private final RecordStore store =
      new RecordStore(
          database,
          new RecordStore.Observer() {
            @Override
            public void applied(List<Effect> more) {
              effects.addAll(more);
            }

            @Override
            public void replaced() {
              replaced++;
            }
          });
  private long index;

  public RecordStoreTest() throws IOException {}

  private Applied apply(Change change) throws IOException {
    return store.apply(0, ++index, Changes.toBytes(change));
  }

  private boolean has(RecordType<?> type, UUID id) {
    return database.read(em -> RecordQueries.find(em, RecordId.of(type, id))).isPresent();
  }

  private static Applied conflict(RecordType<?> type, String field) {
    return new Applied(Verdict.CONFLICT, type.name(), field);
  }

  @Test
  public void putAddsAndReplacesByVersion() throws IOException {
    User alice = Samples.user("alice");
    assertThat(apply(Change.put(User.TYPE, alice))).isEqualTo(APPLIED);
    User next = alice.change().email("a@example.org").build();
    assertThat(apply(Change.put(User.TYPE, next))).isEqualTo(APPLIED);
    StoredRecord stored =
        database
            .read(em -> RecordQueries.find(em, RecordId.of(User.TYPE, alice.id())))
            .orElseThrow()
            .read();
    assertThat(stored).isEqualTo(next);
    assertThat(store.position()).isEqualTo(new Position(0, 2));
  }

  @Test
  public void wrongVersionIsConflictAndAdvances() throws IOException {
    User alice = Samples.user("alice");
    apply(Change.put(User.TYPE, alice));
    assertThat(apply(Change.put(User.TYPE, alice))).isEqualTo(conflict(User.TYPE, "version"));
    assertThat(apply(Change.put(User.TYPE, alice.change().build().change().build())))
        .isEqualTo(conflict(User.TYPE, "version"));
    assertThat(apply(Change.put(User.TYPE, Samples.user("bob").change().build())))
        .isEqualTo(conflict(User.TYPE, "version"));
    assertThat(store.position()).isEqualTo(new Position(0, 4));
  }

  @Test
  public void secondOwnerOfUniqueKeyIsConflict() throws IOException {
    User alice = Samples.user("alice");
    apply(Change.put(User.TYPE, alice));
    assertThat(apply(Change.put(User.TYPE, Samples.user("alice"))))
        .isEqualTo(conflict(User.TYPE, User.key("alice")));
    apply(Change.remove(User.TYPE, alice));
    assertThat(apply(Change.put(User.TYPE, Samples.user("alice")))).isEqualTo(APPLIED);
  }

  @Test
  public void renameFreesTheOldKey() throws IOException {
    User alice = Samples.user("alice");
    apply(Change.put(User.TYPE, alice));
    User renamed = Samples.renamed(alice, "carol");
    assertThat(apply(Change.put(User.TYPE, renamed))).isEqualTo(APPLIED);
    assertThat(apply(Change.put(User.TYPE, Samples.user("alice")))).isEqualTo(APPLIED);
    assertThat(apply(Change.put(User.TYPE, Samples.user("carol"))))
        .isEqualTo(conflict(User.TYPE, User.key("carol")));
  }

  @Test
  public void keyMovesToAnotherRecordWithinOneBatch() throws IOException {
    User alice = Samples.user("alice");
    apply(Change.put(User.TYPE, alice));
    User renamed = Samples.renamed(alice, "carol");
    Change swap =
        new Change.Batch(
            List.of(Change.put(User.TYPE, renamed), Change.put(User.TYPE, Samples.user("alice"))));
    assertThat(apply(swap)).isEqualTo(APPLIED);
  }

  @Test
  public void removeTakesEverythingOwnedAlong() throws IOException {
    User alice = Samples.user("alice");
    UUID id = alice.id();
    User bob = Samples.user("bob");
    Enrollment first = Samples.enrollment(id, "1");
    Enrollment other = Samples.enrollment(bob.id(), "2");
    apply(Change.put(User.TYPE, alice));
    apply(Change.put(User.TYPE, bob));
    apply(Change.put(Enrollment.TYPE, first));
    apply(Change.put(Enrollment.TYPE, other));
    apply(Change.put(Pin.TYPE, Samples.pin(id, 1)));
    apply(Change.put(LocalPassword.TYPE, Samples.password(id)));
    effects.clear();
    assertThat(apply(Change.remove(User.TYPE, alice))).isEqualTo(APPLIED);
    assertThat(has(User.TYPE, id)).isFalse();
    assertThat(has(Enrollment.TYPE, first.id())).isFalse();
    assertThat(has(Pin.TYPE, id)).isFalse();
    assertThat(has(LocalPassword.TYPE, id)).isFalse();
    assertThat(has(Enrollment.TYPE, other.id())).isTrue();
    assertThat(effects).hasSize(4).filteredOn(Effect::cascade).hasSize(3);
    assertThat(apply(Change.put(Enrollment.TYPE, Samples.enrollment(bob.id(), "1"))))
        .isEqualTo(APPLIED);
  }

  @Test
  public void removingThePinOfAUserLeavesTheRestOfTheUser() throws IOException {
    User alice = Samples.user("alice");
    Enrollment token = Samples.enrollment(alice.id(), "1");
    apply(Change.put(User.TYPE, alice));
    apply(Change.put(Enrollment.TYPE, token));
    apply(Change.put(LocalPassword.TYPE, Samples.password(alice.id())));
    Pin pin = Samples.pin(alice.id(), 1);
    apply(Change.put(Pin.TYPE, pin));
    assertThat(apply(Change.remove(Pin.TYPE, pin))).isEqualTo(APPLIED);
    assertThat(has(Pin.TYPE, alice.id())).isFalse();
    assertThat(has(User.TYPE, alice.id())).isTrue();
    assertThat(has(Enrollment.TYPE, token.id())).isTrue();
    assertThat(has(LocalPassword.TYPE, alice.id())).isTrue();
  }

  @Test
  public void removeOfAnotherVersionIsConflict() throws IOException {
    User alice = Samples.user("alice");
    apply(Change.put(User.TYPE, alice));
    assertThat(apply(Change.remove(User.TYPE, alice.change().build())))
        .isEqualTo(conflict(User.TYPE, "version"));
    assertThat(apply(Change.remove(User.TYPE, Samples.user("nobody"))))
        .isEqualTo(conflict(User.TYPE, "version"));
    assertThat(has(User.TYPE, alice.id())).isTrue();
  }

  @Test
  public void batchIsAllOrNothing() throws IOException {
    User alice = Samples.user("alice");
    apply(Change.put(User.TYPE, alice));
    User bob = Samples.user("bob");
    Change batch =
        new Change.Batch(
            List.of(
                Change.put(User.TYPE, bob),
                Change.remove(User.TYPE, alice),
                Change.put(User.TYPE, Samples.user("bob"))));
    assertThat(apply(batch)).isEqualTo(conflict(User.TYPE, User.key("bob")));
    assertThat(has(User.TYPE, alice.id())).isTrue();
    assertThat(has(User.TYPE, bob.id())).isFalse();
    assertThat(store.position().index()).isEqualTo(2);
  }

  @Test
  public void batchSeesItsOwnParts() throws IOException {
    User alice = Samples.user("alice");
    Enrollment token = Samples.enrollment(alice.id(), "1");
    Change addAndRemove =
        new Change.Batch(
            List.of(
                Change.put(User.TYPE, alice),
                Change.put(Enrollment.TYPE, token),
                Change.remove(User.TYPE, alice),
                Change.put(User.TYPE, Samples.user("alice"))));
    assertThat(apply(addAndRemove)).isEqualTo(APPLIED);
    assertThat(has(User.TYPE, alice.id())).isFalse();
    assertThat(has(Enrollment.TYPE, token.id())).isFalse();
    assertThat(effects).hasSize(1);
  }

  @Test
  public void oldIndexAndOldEpochAreSkipped() throws IOException {
    byte[] change = Changes.toBytes(Change.put(User.TYPE, Samples.user("alice")));
    store.apply(2, 5, change);
    byte[] other = Changes.toBytes(Change.put(User.TYPE, Samples.user("bob")));
    assertThat(store.apply(2, 5, other)).isEqualTo(APPLIED);
    assertThat(store.apply(1, 9, other)).isEqualTo(APPLIED);
    assertThat(effects).hasSize(1);
    assertThat(store.position()).isEqualTo(new Position(2, 5));
    store.apply(3, 1, other);
    assertThat(store.position()).isEqualTo(new Position(3, 1));
    assertThat(effects).hasSize(2);
  }

  @Test
  public void newerChangeDoesNotAdvance() throws IOException {
    byte[] newForm = new Encoder().u8(2).u8(1).toBytes();
    byte[] newType = new Encoder().u8(1).u8(1).i32(999).i32(1).bytes(new byte[4]).toBytes();
    assertThat(store.apply(0, 1, newForm).verdict()).isEqualTo(Verdict.UNKNOWN_VERSION);
    assertThat(store.apply(0, 1, newType).verdict()).isEqualTo(Verdict.UNKNOWN_VERSION);
    assertThat(store.position()).isEqualTo(new Position(0, 0));
  }

  @Test
  public void damagedChangeIsConflictAndAdvances() throws IOException {
    byte[] damaged = new Encoder().u8(1).u8(1).i32(1).i32(1).bytes(new byte[7]).toBytes();
    assertThat(store.apply(0, 1, damaged)).isEqualTo(new Applied(Verdict.CONFLICT, "", "form"));
    assertThat(store.position()).isEqualTo(new Position(0, 1));
  }

  @Test
  public void lostCommitAnswerForgetsAllCaches() throws IOException {
    database.failAfterCommits(1);
    assertThatThrownBy(() -> apply(Change.put(User.TYPE, Samples.user("alice"))))
        .isInstanceOf(IOException.class);
    assertThat(replaced).isEqualTo(1);
  }

  @Test
  public void imageMakesAnEqualStore() throws IOException {
    for (int i = 0; i < 12; i++) {
      List<Change> parts = new ArrayList<>();
      for (int j = 0; j < 100; j++) {
        User user = Samples.user("user" + (100 * i + j));
        parts.add(Change.put(User.TYPE, user));
        parts.add(Change.put(Enrollment.TYPE, Samples.enrollment(user.id(), i + "/" + j)));
      }
      apply(new Change.Batch(parts));
    }
    ByteArrayOutputStream image = new ByteArrayOutputStream();
    store.export(image);
    RecordStore copy = Stores.silent(TestDatabase.second());
    copy.apply(0, 1, Changes.toBytes(Change.put(User.TYPE, Samples.user("user7"))));
    copy.install(new ByteArrayInputStream(image.toByteArray()));
    assertThat(copy.position()).isEqualTo(store.position());
    assertThat(copy.digest()).isEqualTo(store.digest());
    byte[] clash = Changes.toBytes(Change.put(User.TYPE, Samples.user("user7")));
    assertThat(copy.apply(0, index + 1, clash)).isEqualTo(conflict(User.TYPE, "name:user7"));
  }

  @Test
  public void damagedImageChangesNothing() throws IOException {
    apply(Change.put(User.TYPE, Samples.user("alice")));
    apply(Change.put(User.TYPE, Samples.user("bob")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.export(out);
    byte[] image = out.toByteArray();
    byte[] before = store.digest();
    for (int at = 0; at < image.length; at += 23) {
      byte[] flipped = image.clone();
      flipped[at] ^= 0x40;
      assertThatThrownBy(() -> store.install(new ByteArrayInputStream(flipped)))
          .as("flipped byte %s", at)
          .isInstanceOf(IOException.class);
      byte[] torn = java.util.Arrays.copyOf(image, at);
      assertThatThrownBy(() -> store.install(new ByteArrayInputStream(torn)))
          .as("cut at %s", at)
          .isInstanceOf(IOException.class);
    }
    assertThat(store.digest()).isEqualTo(before);
  }
}
