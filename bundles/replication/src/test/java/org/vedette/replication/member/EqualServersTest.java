package org.vedette.replication.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.replication.member.TestNode.ADMIN;
import static org.vedette.replication.member.TestNode.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.cluster.ClusterAnswer;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Committed;

/** Servers whose records lie in one database: in this process, with real connections. */
public class EqualServersTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final List<TestNode> nodes = new ArrayList<>();
  private final SharedMemory database = new SharedMemory();

  private TestNode node(String name) throws Exception {
    TestNode node = new TestNode(name, folder.newFolder(name).toPath());
    nodes.add(node);
    return node;
  }

  private TestNode sharing(String name) throws Exception {
    TestNode node = node(name);
    database.giveTo(node);
    return node.start();
  }

  @After
  public void stop() {
    nodes.parallelStream().forEach(TestNode::stop);
  }

  private static Secret invited(TestNode by, String name) throws Exception {
    return ((ClusterAnswer.Invited) answer(by.orders().invite(name, "", ADMIN))).credentials();
  }

  private static void takeIn(TestNode by, TestNode fresh) throws Exception {
    assertThat(answer(fresh.orders().join(invited(by, fresh.name()), false, ADMIN)))
        .isInstanceOf(ClusterAnswer.Done.class);
    fresh.await("it shares", () -> fresh.role() == ServerRole.EQUAL);
    fresh.await("it hears the other", () -> hears(fresh, by.name()));
    by.await("it is heard", () -> hears(by, fresh.name()));
  }

  private static boolean hears(TestNode node, String other) {
    return node.view().servers().stream()
        .anyMatch(it -> it.name().equals(other) && it.role() == ServerRole.EQUAL);
  }

  private static void refused(CompletionStage<ClusterAnswer> order, String why) throws Exception {
    assertThat(answer(order))
        .isInstanceOfSatisfying(
            ClusterAnswer.Refused.class, no -> assertThat(no.why()).contains(why));
  }

  @Test
  public void everyServerWritesAndTheFirstLivingOneDoesWhatOneShallDo() throws Exception {
    TestNode one = sharing("one");
    TestNode two = sharing("two");
    takeIn(one, two);
    assertThat(one.write("by-one")).isInstanceOf(Committed.Done.class);
    assertThat(two.write("by-two")).isInstanceOf(Committed.Done.class);
    assertThat(two.view().master()).contains("one");
    assertThat(two.view().notice()).isEmpty();
    assertThat(one.view().epoch()).isZero();
    for (TestNode each : nodes) {
      refused(each.orders().promote(false, ADMIN), "every server writes");
      refused(each.orders().promote(true, ADMIN), "every server writes");
      refused(each.orders().alone(ADMIN), "every server writes");
      refused(each.orders().failover(true, ADMIN), "every server writes");
    }
    one.stop();
    two.await("the next does it", () -> two.view().master().equals(Optional.of("two")));
    assertThat(two.write("still")).isInstanceOf(Committed.Done.class);
    one.start();
    one.await("it is back", () -> one.role() == ServerRole.EQUAL && hears(one, "two"));
    two.await("and first again", () -> two.view().master().equals(Optional.of("one")));
    assertThat(one.write("back")).isInstanceOf(Committed.Done.class);
  }

  @Test
  public void whoeverIsRemovedOrLeavesWritesNoMore() throws Exception {
    TestNode one = sharing("one");
    TestNode two = sharing("two");
    TestNode three = sharing("three");
    takeIn(one, two);
    takeIn(two, three);
    assertThat(answer(one.orders().remove("two", ADMIN))).isInstanceOf(ClusterAnswer.Done.class);
    two.await("it knows", () -> two.view().notice().contains("was removed"));
    assertThat(two.write("refused")).isInstanceOf(Committed.Unavailable.class);
    assertThat(answer(three.orders().remove("three", ADMIN)))
        .isInstanceOf(ClusterAnswer.Done.class);
    assertThat(three.role()).isEqualTo(ServerRole.SINGLE);
    one.await("it is alone", () -> one.view().servers().size() == 1);
    assertThat(answer(two.orders().remove("two", ADMIN))).isInstanceOf(ClusterAnswer.Done.class);
    takeIn(one, two);
    assertThat(two.write("again")).isInstanceOf(Committed.Done.class);
  }

  @Test
  public void onlyServersOfTheSameDatabaseJoin() throws Exception {
    TestNode one = sharing("one");
    one.await("it is up", () -> one.role() == ServerRole.SINGLE);
    TestNode own = node("own").start();
    refused(own.orders().join(invited(one, "own"), false, ADMIN), "share a database");
    TestNode other = node("other");
    new SharedMemory().giveTo(other);
    other.start();
    refused(other.orders().join(invited(one, "other"), false, ADMIN), "another database");
    TestNode alone = node("alone").start();
    TestNode late = sharing("late");
    refused(late.orders().join(invited(alone, "late"), false, ADMIN), "a database each");
    assertThat(own.role()).isEqualTo(ServerRole.SINGLE);
    assertThat(late.role()).isEqualTo(ServerRole.SINGLE);
  }

  @Test
  public void aStrangerIsToldWhoseTheDatabaseIs() throws Exception {
    TestNode one = sharing("one");
    invited(one, "two");
    TestNode stranger = sharing("stranger");
    stranger.await("it says so", () -> stranger.view().notice().contains("belongs to cluster"));
    TestNode again = sharing("again");
    assertThat(answer(again.orders().invite("x", "", ADMIN)))
        .isInstanceOf(ClusterAnswer.Refused.class);
  }

  @Test
  public void aServerWhoseDatabaseWasExchangedSaysSo() throws Exception {
    TestNode one = sharing("one");
    invited(one, "two");
    one.await("it shares", () -> one.role() == ServerRole.EQUAL);
    one.stop();
    TestNode moved = new TestNode("one", one.folder);
    nodes.add(moved);
    moved.start();
    moved.await("it says so", () -> moved.trouble().contains("share a database"));
  }
}
