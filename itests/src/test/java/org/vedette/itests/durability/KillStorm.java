package org.vedette.itests.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.vedette.itests.blackbox.Rest;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.blackbox.Site;

/**
 * Kills a server again and again at random moments under load, starts it again, and demands that
 * whatever was acknowledged holds.
 */
final class KillStorm implements AutoCloseable {
  private static final int SAMPLE = 10;
  private static final int ROUNDS_BETWEEN_WHOLE_CHECKS = 20;
  private static final int EARLIEST_MILLIS = 200;
  private static final int LATEST_MILLIS = 2_000;
  private static final int BAR = 30;
  private static final Duration WARM = Duration.ofSeconds(60);

  private final Server server;
  private final Random random;
  private final List<Member> members = new ArrayList<>();
  private final SignInLoad signIns;
  private final UserLoad users;
  private Rest rest;
  private int checkedUsers;
  private int replayed;
  private long slowestMillis;

  /** Sets up as many people on a running server. */
  KillStorm(Server server, int people, long seed)
      throws IOException, GeneralSecurityException, InterruptedException {
    this.server = server;
    this.random = new Random(seed);
    this.rest = Rest.of(server.base());
    Site.client(server, "storm", "127.0.0.1", "primary=none");
    for (int number = 1; number <= people; number++) {
      members.add(Member.add(rest, "member" + number));
    }
    signIns = new SignInLoad(server, members);
    users = new UserLoad(server);
    System.out.println("Random seed " + seed + ": -Dvedette.seed=" + seed + " repeats the moments");
  }

  /** Kills it so often. */
  void run(int kills) throws IOException, GeneralSecurityException, InterruptedException {
    for (int round = 1; round <= kills; round++) {
      int outstanding = untilKilled();
      long away = startAgain();
      signIns.awaitEnd();
      assertNothingWrong();
      assertUsedCodesStayUsed();
      assertNewUsersAreThere();
      if (round % ROUNDS_BETWEEN_WHOLE_CHECKS == 0 || round == kills) {
        assertWhole();
      }
      System.out.println(line(round, kills, outstanding, away));
    }
    System.out.printf(
        "%d kills: %d codes accepted, %d requests sent again, %d rejected after more than %d s,"
            + " %d used codes tried again, %d users added; longest away %d ms%n",
        kills,
        signIns.accepted(),
        signIns.resent(),
        signIns.late(),
        SignInLoad.REPEATED.toSeconds(),
        replayed,
        users.acknowledged().size(),
        slowestMillis);
  }

  /** Lets the load run and kills at a random moment; returns how many requests had no reply. */
  private int untilKilled() {
    int accepted = signIns.accepted();
    int added = users.acknowledged().size();
    signIns.resume();
    users.resume();
    if (random.nextBoolean()) {
      // Otherwise a server that has just begun to serve is killed.
      Awaitility.await("sign-ins are accepted and users are added")
          .atMost(WARM)
          .until(() -> signIns.accepted() > accepted && users.acknowledged().size() > added);
    }
    int millis = EARLIEST_MILLIS + random.nextInt(LATEST_MILLIS - EARLIEST_MILLIS);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = 1; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    server.kill();
    signIns.pause();
    users.pause();
    return signIns.running();
  }

  private long startAgain() throws IOException, GeneralSecurityException {
    long began = System.nanoTime();
    server.start();
    long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
    slowestMillis = Math.max(slowestMillis, millis);
    rest = Rest.of(server.base());
    return millis;
  }

  /**
   * Requests sent again got the first outcome, and whatever else was asked was answered rightly.
   */
  private void assertNothingWrong() {
    assertThat(signIns.wrong()).as("sign-ins that ended wrongly").isEmpty();
    assertThat(users.wrong()).as("changes that ended wrongly").isEmpty();
  }

  private void assertUsedCodesStayUsed() {
    List<Member> sample = new ArrayList<>(members);
    Collections.shuffle(sample, random);
    for (Member member : sample.subList(0, Math.min(SAMPLE, sample.size()))) {
      if (!member.lastAccepted().isEmpty()) {
        replayed++;
        assertThat(signIns.send(member, member.lastAccepted()).rejected())
            .as("the code accepted last from %s is not accepted again", member.name())
            .isTrue();
      }
    }
  }

  private void assertNewUsersAreThere() throws IOException, InterruptedException {
    List<String> acknowledged = users.acknowledged();
    for (String name : acknowledged.subList(checkedUsers, acknowledged.size())) {
      assertThat(rest.send("GET", "/users/" + name, "").statusCode()).as(name).isEqualTo(200);
    }
    checkedUsers = acknowledged.size();
  }

  private void assertWhole() throws IOException, InterruptedException {
    Set<String> there = Records.users(rest);
    assertThat(there).containsAll(users.acknowledged());
    Map<String, Integer> audited = Records.audited(rest, "OATH_VERIFIED");
    int more = 0;
    for (Member member : members) {
      int records = audited.getOrDefault(member.name(), 0);
      assertThat(records)
          .as("records of %s", member.name())
          .isGreaterThanOrEqualTo(member.accepts());
      more += records - member.accepts();
    }
    assertThat(more)
        .as("records of codes accepted without a reply")
        .isLessThanOrEqualTo(signIns.late());
    assertThat(server.vedette("audit", "verify")).contains("whole");
  }

  private String line(int round, int kills, int outstanding, long away) {
    int done = round * BAR / kills;
    return "[%s%s] %d/%d  %d outstanding at the kill, away %d ms; so far %d accepted, %d users, %d late"
        .formatted(
            "#".repeat(done),
            ".".repeat(BAR - done),
            round,
            kills,
            outstanding,
            away,
            signIns.accepted(),
            users.acknowledged().size(),
            signIns.late());
  }

  @Override
  public void close() {
    users.close();
    signIns.close();
  }
}
