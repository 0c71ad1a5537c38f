package org.vedette.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.store.Change;
import org.vedette.api.sync.Fate;
import org.vedette.api.sync.ImportOrder;
import org.vedette.api.sync.SyncItem;
import org.vedette.api.sync.SyncProfile;
import org.vedette.api.sync.SyncRules;
import org.vedette.api.sync.SyncRun;
import org.vedette.api.user.DirectoryLink;
import org.vedette.api.user.Phone;
import org.vedette.api.user.User;
import org.vedette.testkit.directory.MemoryDirectory;

/** Rows 96 to 104 of the table of features, as far as they are about what becomes of users. */
public class RowsTest {
  private static final String SALES = "OU=Sales,DC=corp,DC=example";
  private static final String STOCK = "OU=Stock,DC=corp,DC=example";

  private final MemoryDirectory directory = new MemoryDirectory(3);
  private final Bench bench = new Bench();

  public RowsTest() {
    bench.sources.put(Items.CORP, directory);
    directory.container("sales", MemoryDirectory.ROOT, "Sales");
    directory.container("stock", MemoryDirectory.ROOT, "Stock");
    directory.group("staff", MemoryDirectory.ROOT, "Staff");
    person("u1", "alice", "sales");
  }

  private void person(String id, String name, String container, String... facts) {
    directory.user(id, container, Items.person(name, facts));
  }

  private void people(int count) {
    for (int i = 0; i < count; i++) {
      person("p" + i, "person" + i, "sales");
    }
  }

  private User user(String name) {
    return bench.user(name).orElseThrow();
  }

  @Test
  public void row96NamesMailAndPhonesAreTakenOverWithTheirExtension() {
    directory.modify(
        "u1",
        Map.of(
            "firstName",
            "Алиса",
            "lastName",
            "Zoë",
            "mail",
            "alice@corp.example",
            "phone.business",
            "+1 (425) 555-0100 x890",
            "userGroup",
            "Sales"));
    bench.put(Items.in("sales", 1, SALES, SyncRules.USUAL));
    assertThat(bench.full().state()).isEqualTo(SyncRun.State.DONE);
    User alice = user("alice");
    assertThat(alice.firstName()).isEqualTo("Алиса");
    assertThat(alice.lastName()).isEqualTo("Zoë");
    assertThat(alice.email()).isEqualTo("alice@corp.example");
    assertThat(alice.group()).isEqualTo("Sales");
    assertThat(alice.phone()).contains(new Phone("1", "4255550100", "890"));
  }

  @Test
  public void row96TheFirstNumberThatCanBeReadIsTakenAndTheOthersAreNamed() {
    directory.modify("u1", Map.of("phone.mobile", "ask me", "phone.business", "044 668 18 00"));
    bench.put(Items.in("sales", 1, SALES, SyncRules.USUAL));
    SyncRun run = bench.full();
    assertThat(user("alice").phone()).contains(new Phone("41", "446681800", ""));
    assertThat(run.lines()).anyMatch(it -> it.detail().startsWith("phone.mobile:"));
    assertThat(run.count("odd")).isEqualTo(1);
  }

  @Test
  public void row97WhoHasNoNameIsNamedAndLeftOut() {
    directory.modify("u1", Map.of("username", ""));
    bench.put(Items.in("sales", 1, SALES, SyncRules.USUAL));
    SyncRun run = bench.full();
    assertThat(bench.records.all(User.TYPE)).isEmpty();
    assertThat(run.count("skipped")).isEqualTo(1);
    assertThat(run.lines()).anyMatch(it -> it.detail().equals("has no name that can be used"));
    directory.modify("u1", Map.of("username", "x".repeat(300)));
    assertThat(bench.changes().lines()).anyMatch(it -> it.detail().contains("longer than 256"));
  }

  @Test
  public void row101TheFirstItemDecidesAndAnotherOrderChangesTheSettings() {
    directory.member("staff", "u1", true);
    SyncItem sales =
        Items.with(Items.in("sales", 1, SALES, SyncRules.USUAL), it -> Items.grouped(it, "Sales"));
    SyncItem staff =
        Items.with(
            Items.of("staff", 2, "staff", SyncRules.USUAL), it -> Items.grouped(it, "Staff"));
    bench.put(sales);
    bench.put(staff);
    bench.full();
    assertThat(user("alice").group()).isEqualTo("Sales");
    bench.put(staff.at(0));
    assertThat(bench.changes().kind()).isEqualTo(SyncRun.Kind.FULL);
    assertThat(user("alice").group()).isEqualTo("Staff");
    assertThat(link("alice").item()).contains(staff.id());
  }

  private DirectoryLink link(String name) {
    return bench.records.find(DirectoryLink.TYPE, user(name).id()).orElseThrow();
  }

  @Test
  public void row102LeavingDisablesAndComingBackEnables() {
    bench.put(Items.in("sales", 1, SALES, SyncRules.USUAL));
    bench.full();
    directory.move("u1", "stock", "u1");
    assertThat(bench.changes().count("disabled")).isEqualTo(1);
    assertThat(user("alice").enabled()).isFalse();
    directory.move("u1", "sales", "u1");
    assertThat(bench.changes().count("enabled")).isEqualTo(1);
    assertThat(user("alice").enabled()).isTrue();
  }

  @Test
  public void row102LeavingRemovesWhereTheItemSaysSo() {
    bench.put(Items.in("sales", 1, SALES, Items.rules(Fate.REMOVE, Fate.DISABLE, Fate.IGNORE)));
    bench.full();
    directory.move("u1", "stock", "u1");
    bench.changes();
    assertThat(bench.user("alice")).isEmpty();
  }

  @Test
  public void row102DeletionsRemoveWhenSetAndAreAsLeavingOtherwise() {
    person("u2", "bert", "sales");
    bench.put(Items.in("sales", 1, SALES, SyncRules.USUAL));
    bench.full();
    directory.delete("u1");
    bench.changes();
    assertThat(bench.user("alice")).isEmpty();
    bench.settings = new RunSettings(false, 5, List.of(), bench.settings.defaults());
    directory.delete("u2");
    bench.changes();
    assertThat(user("bert").enabled()).isFalse();
  }

  @Test
  public void row102AnItemThatIsRemovedLeavesItsLastWord() {
    SyncItem sales = Items.in("sales", 1, SALES, SyncRules.USUAL);
    bench.put(sales);
    bench.full();
    bench.records.append(Change.remove(SyncItem.TYPE, sales), Bench.ACTOR);
    bench.changes();
    assertThat(user("alice").enabled()).isFalse();
  }

  @Test
  public void whomTheDirectoryDisablesIsDisabledAndWhomAnAdministratorDisabledStaysSo() {
    person("u2", "bert", "sales");
    bench.put(Items.in("sales", 1, SALES, SyncRules.USUAL));
    bench.full();
    bench.change("bert", it -> it.change().enabled(false).build());
    directory.enable("u1", false);
    directory.enable("u2", false);
    assertThat(bench.changes().count("disabled")).isEqualTo(1);
    directory.enable("u1", true);
    directory.enable("u2", true);
    bench.changes();
    assertThat(user("alice").enabled()).isTrue();
    assertThat(user("bert").enabled()).isFalse();
  }

  @Test
  public void row103TooManyLossesWaitAllOfThemAndTheRestGoesOn() {
    people(8);
    bench.put(Items.in("sales", 1, SALES, SyncRules.USUAL));
    bench.full();
    for (int i = 0; i < 6; i++) {
      directory.move("p" + i, "stock", "p" + i);
    }
    directory.modify("u1", Map.of("mail", "new@corp.example"));
    person("u9", "newcomer", "sales");
    Mails mails = new Mails();
    bench.userMails = Optional.of(mails);
    SyncRun run = bench.changes();
    assertThat(run.state()).isEqualTo(SyncRun.State.AWAITING);
    assertThat(run.count("held")).isEqualTo(6);
    assertThat(run.count("disabled")).isZero();
    assertThat(bench.records.all(User.TYPE)).allMatch(User::enabled);
    assertThat(user("alice").email()).isEqualTo("new@corp.example");
    assertThat(bench.user("newcomer")).isPresent();
    assertThat(mails.told)
        .singleElement()
        .asString()
        .contains("SYNC", "count=6", run.held().orElseThrow(), "disable person3");
    assertThat(bench.changes().held()).isEqualTo(run.held());
    assertThat(mails.told).as("told once").hasSize(1);
  }

  @Test
  public void row103AnApprovalIsOfExactlyThatListAndExpiresWithIt() {
    people(8);
    bench.put(Items.in("sales", 1, SALES, SyncRules.USUAL));
    bench.full();
    for (int i = 0; i < 6; i++) {
      directory.move("p" + i, "stock", "p" + i);
    }
    String first = bench.changes().held().orElseThrow();
    bench.approve(first);
    directory.move("p6", "stock", "p6");
    SyncRun run = bench.changes();
    assertThat(run.state()).isEqualTo(SyncRun.State.AWAITING);
    assertThat(run.held()).isPresent().isNotEqualTo(Optional.of(first));
    assertThat(bench.records.all(User.TYPE)).allMatch(User::enabled);
    bench.approve(run.held().orElseThrow());
    assertThat(bench.changes().count("disabled")).isEqualTo(7);
    assertThat(bench.approval()).isEqualTo(Approval.NONE);
  }

  @Test
  public void row103APlanTellsWhatWouldWaitAndHoldsNothing() {
    people(8);
    bench.put(Items.in("sales", 1, SALES, SyncRules.USUAL));
    bench.full();
    for (int i = 0; i < 6; i++) {
      directory.move("p" + i, "stock", "p" + i);
    }
    SyncRun plan = bench.plan();
    assertThat(plan.state()).isEqualTo(SyncRun.State.DONE);
    assertThat(plan.count("held")).isEqualTo(6);
    assertThat(plan.message()).contains("would wait for approval");
    assertThat(bench.approval()).isEqualTo(Approval.NONE);
  }

  @Test
  public void row103ExactlyTheThresholdIsDone() {
    people(5);
    bench.put(Items.in("sales", 1, SALES, SyncRules.USUAL));
    bench.full();
    for (int i = 0; i < 5; i++) {
      directory.move("p" + i, "stock", "p" + i);
    }
    assertThat(bench.changes().count("disabled")).isEqualTo(5);
  }

  @Test
  public void row103AWrongContainerRemovesNobody() {
    people(20);
    SyncItem sales =
        Items.in("sales", 1, SALES, Items.rules(Fate.REMOVE, Fate.REMOVE, Fate.REMOVE));
    bench.put(sales);
    bench.full();
    bench.put(Items.in("sales", 1, STOCK, Items.rules(Fate.REMOVE, Fate.REMOVE, Fate.REMOVE)));
    assertThat(bench.full().state()).isEqualTo(SyncRun.State.AWAITING);
    assertThat(bench.records.all(User.TYPE)).hasSize(21);
  }

  @Test
  public void aUserMadeByHandIsACollisionUnlessAdopted() {
    bench.records.given(User.TYPE, User.builder(UUID.randomUUID(), "Alice", "alice").build());
    bench.put(Items.in("sales", 1, SALES, SyncRules.USUAL));
    SyncRun run = bench.full();
    assertThat(run.lines()).anyMatch(it -> it.detail().contains("another user has the name"));
    assertThat(bench.records.all(DirectoryLink.TYPE)).isEmpty();
    bench.put(
        Items.in("sales", 1, SALES, Items.rules(false, true, false, Fate.DISABLE, Fate.DISABLE)));
    assertThat(bench.changes().count("adopted")).isEqualTo(1);
    assertThat(bench.records.all(DirectoryLink.TYPE)).hasSize(1);
  }

  @Test
  public void twoWhoWantOneNameGetItInTurn() {
    person("u0", "alice", "sales");
    bench.put(Items.in("sales", 1, SALES, SyncRules.USUAL));
    SyncRun run = bench.full();
    assertThat(link("alice").entry()).isEqualTo("u0");
    assertThat(run.lines()).anyMatch(it -> it.entry().equals("u1") && it.what().equals("skip"));
    directory.delete("u0");
    bench.changes();
    assertThat(link("alice").entry()).isEqualTo("u1");
  }

  @Test
  public void anImportUpdatesAndAdoptsOnlyWhenToldAndDisablesNobody() {
    person("u2", "bert", "stock");
    directory.enable("u2", false);
    ImportOrder order = order(Set.of("u1", "u2"), false, false);
    assertThat(bench.load(order).count("added")).isEqualTo(2);
    assertThat(user("bert").enabled()).isTrue();
    assertThat(link("alice").item()).isEmpty();
    directory.modify("u1", Map.of("mail", "alice@corp.example"));
    assertThat(bench.load(order).count("updated")).isEqualTo(1);
    directory.delete("u2");
    assertThat(bench.load(order).state()).isEqualTo(SyncRun.State.DONE);
    assertThat(user("bert").enabled()).isTrue();
  }

  private static ImportOrder order(Set<String> ids, boolean adopt, boolean dry) {
    return new ImportOrder(
        Items.CORP,
        ids,
        Optional.empty(),
        Optional.empty(),
        true,
        Items.rules(false, adopt, false, Fate.IGNORE, Fate.IGNORE),
        SyncProfile.USUAL,
        dry);
  }

  @Test
  public void aPlanWritesNothingAndTellsTheSame() {
    people(4);
    bench.put(Items.in("sales", 1, SALES, SyncRules.USUAL));
    Map<String, String> before = new TreeMap<>(bench.state());
    SyncRun plan = bench.plan();
    assertThat(bench.state()).isEqualTo(before);
    assertThat(bench.records.actors()).isEmpty();
    SyncRun run = bench.full();
    assertThat(plan.count("added")).isEqualTo(5).isEqualTo(run.count("added"));
    assertThat(plan.lines()).isEqualTo(run.lines());
  }

  @Test
  public void newUsersAreEnrolledAndSentAPinOnce() {
    directory.modify("u1", Map.of("phone.mobile", "+41 44 668 18 00"));
    Enrollments enrollments = new Enrollments(bench.records);
    Mails mails = new Mails();
    bench.enrollments = Optional.of(enrollments);
    bench.userMails = Optional.of(mails);
    SyncRules withPin =
        new SyncRules(
            true,
            true,
            true,
            false,
            false,
            false,
            true,
            true,
            Fate.DISABLE,
            Fate.DISABLE,
            Fate.REMOVE);
    bench.put(
        Items.with(Items.in("sales", 1, SALES, withPin), it -> Items.asked(it, "text", "pin")));
    bench.full();
    bench.full();
    assertThat(enrollments.orders).containsExactly("text/pin");
    assertThat(enrollments.pins).isEqualTo(1);
    assertThat(mails.told).containsExactly("PIN alice");
  }
}
