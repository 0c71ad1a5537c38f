package org.vedette.store.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeApplier.Verdict;
import org.vedette.api.store.Changes;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;

/** The same random changes leave two databases with the same bytes, whatever they contain. */
public class DeterminismTest {
  private static final int CHANGES = 400;

  private final Random random = new Random(20260101);
  private final List<User> users = new ArrayList<>();

  @Test
  public void randomChangesEndByteEqual() throws IOException {
    TestDatabase one = TestDatabase.first();
    RecordStore first = Stores.silent(one);
    RecordStore second = Stores.silent(TestDatabase.second());
    Map<Verdict, Integer> verdicts = new HashMap<>();
    for (int index = 1; index <= CHANGES; index++) {
      byte[] change = Changes.toBytes(randomChange());
      var verdict = first.apply(0, index, change);
      assertThat(second.apply(0, index, change)).isEqualTo(verdict);
      verdicts.merge(verdict.verdict(), 1, Integer::sum);
      keysBelongToRecords(one);
    }
    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(verdicts.get(Verdict.APPLIED)).isGreaterThan(50);
    assertThat(verdicts.get(Verdict.CONFLICT)).isGreaterThan(50);
  }

  private void keysBelongToRecords(TestDatabase database) {
    Number lost =
        database.read(
            em ->
                (Number)
                    em.createNativeQuery(
                            "select count(*) from record_key k where not exists (select 1 from"
                                + " record r where r.record_type = k.record_type and r.record_id ="
                                + " k.record_id)")
                        .getSingleResult());
    assertThat(lost.longValue()).isZero();
    Number orphans =
        database.read(
            em ->
                (Number)
                    em.createNativeQuery(
                            "select count(*) from record u where u.record_type = 1 and (select"
                                + " count(*) from record_key k where k.record_type = 1 and"
                                + " k.record_id = u.record_id) <> 1")
                        .getSingleResult());
    assertThat(orphans.longValue()).isZero();
  }

  private Change randomChange() {
    if (random.nextInt(4) > 0) {
      return randomPart();
    }
    List<Change> parts = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      parts.add(randomPart());
    }
    return new Change.Batch(parts);
  }

  private Change randomPart() {
    String name = "user" + random.nextInt(12);
    if (users.isEmpty() || random.nextInt(3) == 0) {
      User user = Samples.user(new UUID(0, random.nextInt(20)), name);
      users.add(user);
      return Change.put(User.TYPE, user);
    }
    int at = random.nextInt(users.size());
    User user = users.get(at);
    switch (random.nextInt(4)) {
      case 0:
        return Change.remove(User.TYPE, user);
      case 1:
        User next = Samples.renamed(user, name);
        users.set(at, next);
        return Change.put(User.TYPE, next);
      default:
        return Change.put(Enrollment.TYPE, Samples.enrollment(user.id(), "" + random.nextInt(15)));
    }
  }
}
