package org.vedette.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.directory.DirectoryAnswer;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.store.Change;
import org.vedette.api.sync.Fate;
import org.vedette.api.sync.SyncRules;
import org.vedette.api.sync.SyncRun;
import org.vedette.api.user.User;
import org.vedette.testkit.directory.MemoryDirectory;

/** A directory that is silent, cut short, or lies, never removes or disables anybody. */
public class LiesTest {
  private static final int PEOPLE = 30;

  private final MemoryDirectory directory = new MemoryDirectory(4);
  private final Bench bench = new Bench();

  @Before
  public void everybodyIsThere() {
    bench.sources.put(Items.CORP, directory);
    directory.container("sales", MemoryDirectory.ROOT, "Sales");
    directory.group("staff", MemoryDirectory.ROOT, "Staff");
    for (int i = 0; i < PEOPLE; i++) {
      directory.user("p" + i, "sales", Items.person("person" + i));
    }
    SyncRules harsh = Items.rules(Fate.REMOVE, Fate.REMOVE, Fate.REMOVE);
    bench.put(Items.in("sales", 1, "OU=Sales,DC=corp,DC=example", harsh));
    bench.put(Items.of("staff", 2, "staff", harsh));
    bench.settings = new RunSettings(true, 999, List.of(), bench.settings.defaults());
    assertThat(bench.full().state()).isEqualTo(SyncRun.State.DONE);
  }

  private void nobodyIsGone() {
    assertThat(bench.records.all(User.TYPE)).hasSize(PEOPLE).allMatch(User::enabled);
  }

  @Test
  public void anAnswerThatFailsAnywhereRemovesNobody() {
    int failed = 0;
    for (int at = 0; at < 14; at++) {
      directory.failAfter(at);
      failed += bench.full().state() == SyncRun.State.FAILED ? 1 : 0;
      nobodyIsGone();
    }
    assertThat(failed).isGreaterThan(8);
  }

  @Test
  public void aSearchThatLeavesPeopleOutRemovesNobody() {
    directory.shortAnswers(true);
    assertThat(bench.full().count("seen")).isEqualTo(PEOPLE);
    nobodyIsGone();
  }

  @Test
  public void anEntryThatIsToldTwiceIsOneUser() {
    directory.twice(true);
    assertThat(bench.full().count("seen")).isEqualTo(PEOPLE);
    nobodyIsGone();
  }

  @Test
  public void aContainerOrGroupThatIsMissingIsTrouble() {
    directory.move("sales", MemoryDirectory.ROOT, "Renamed");
    SyncRun run = bench.changes();
    assertThat(run.state()).isEqualTo(SyncRun.State.FAILED);
    assertThat(run.message()).contains("OU=Sales,DC=corp,DC=example is not there");
    nobodyIsGone();
    directory.move("sales", MemoryDirectory.ROOT, "Sales");
    directory.delete("staff");
    assertThat(bench.changes().message()).contains("group staff is not there");
    nobodyIsGone();
  }

  @Test
  public void groupsInARingEnd() {
    directory.group("inner", MemoryDirectory.ROOT, "Inner");
    directory.member("staff", "inner", true);
    directory.member("inner", "staff", true);
    directory.member("inner", "p3", true);
    assertThat(bench.changes().state()).isEqualTo(SyncRun.State.DONE);
    nobodyIsGone();
  }

  @Test
  public void aDirectoryThatIsNotThereIsTroubleForItAlone() {
    bench.sources.remove(Items.CORP);
    SyncRun run = bench.full();
    assertThat(run.state()).isEqualTo(SyncRun.State.FAILED);
    assertThat(run.message()).contains("no directory of this name");
    nobodyIsGone();
  }

  @Test
  public void anAnswerThatNeverComesIsStoppedByTheOperator() throws InterruptedException {
    Lying silent = new Lying(directory);
    silent.silent = true;
    bench.sources.put(Items.CORP, silent);
    List<SyncRun> results = new ArrayList<>();
    Thread thread = new Thread(() -> results.add(bench.full()));
    thread.start();
    silent.asked.join();
    bench.patience.stop();
    thread.join();
    assertThat(results).extracting(SyncRun::state).containsExactly(SyncRun.State.STOPPED);
    nobodyIsGone();
  }

  @Test
  public void twoEntriesOfOneIdentityAreNotBelieved() {
    Lying lying = new Lying(directory);
    lying.doubled = true;
    bench.sources.put(Items.CORP, lying);
    directory.user("new", "sales", Items.person("newcomer"));
    SyncRun run = bench.changes();
    assertThat(run.state()).isEqualTo(SyncRun.State.DONE);
    assertThat(run.lines())
        .extracting(SyncRun.Line::detail)
        .anySatisfy(it -> assertThat(it).contains("several entries have the identity new"));
    nobodyIsGone();
    lying.copied = true;
    assertThat(bench.full().count("odd")).isPositive();
    nobodyIsGone();
    lying.copied = false;
    lying.doubled = false;
    assertThat(bench.changes().count("added")).isEqualTo(1);
  }

  @Test
  public void whoIsNewIsReadOnce() {
    Lying counting = new Lying(directory);
    bench.sources.put(Items.CORP, counting);
    bench.records.all(User.TYPE).forEach(it -> bench.records.append(remove(it), Bench.ACTOR));
    assertThat(bench.full().count("added")).isEqualTo(PEOPLE);
    assertThat(counting.askedFor).as("asked for by identity").isEmpty();
  }

  private static Change remove(User user) {
    return Change.remove(User.TYPE, user);
  }

  @Test
  public void pagesWithoutEndEnd() {
    Lying lying = new Lying(directory);
    lying.endless = true;
    bench.sources.put(Items.CORP, lying);
    SyncRun run = bench.full();
    assertThat(run.message()).contains("its pages do not end");
    nobodyIsGone();
  }

  @Test
  public void controlCharactersAndLongTextsAreLeftOutAndNamed() {
    directory.modify(
        "p1", Map.of("firstName", "A\u0000B", "lastName", "x".repeat(101), "mail", "no mail"));
    SyncRun run = bench.changes();
    assertThat(run.count("odd")).isEqualTo(3);
    assertThat(run.lines())
        .extracting(SyncRun.Line::detail)
        .contains("firstName: holds control characters", "lastName: longer than 100 characters");
    assertThat(bench.user("person1").orElseThrow().firstName()).isEmpty();
  }

  /** Whoever comes first would have the number, and be off. */
  @Test
  public void firstOfTwoEntriesOfOneIdentityChangesNothing() {
    Lying lying = new Lying(directory);
    lying.doubled = true;
    lying.changed =
        it ->
            it.id().equals("p3")
                ? entry(it, false, Map.of("username", "person3", "phone.mobile", "+41446681800"))
                : it;
    bench.sources.put(Items.CORP, lying);
    lying.both = true;
    SyncRun run = bench.full();
    assertThat(run.count("odd")).isEqualTo(1);
    assertThat(run.lines())
        .extracting(SyncRun.Line::detail)
        .anySatisfy(it -> assertThat(it).contains("several entries have the identity p3"));
    assertThat(bench.user("person3").orElseThrow().phone()).isEmpty();
    nobodyIsGone();
  }

  @Test
  public void whoIsMissedWhileEntriesHideTheirIdentityStays() {
    Lying lying = new Lying(directory);
    lying.hidden = Set.of("p3", "p4");
    bench.sources.put(Items.CORP, lying);
    SyncRun run = bench.full();
    assertThat(run.state()).isEqualTo(SyncRun.State.DONE);
    assertThat(run.count("kept")).isEqualTo(2);
    assertThat(run.lines())
        .filteredOn(it -> it.what().equals("keep"))
        .extracting(SyncRun.Line::user)
        .containsExactlyInAnyOrder("person3", "person4");
    nobodyIsGone();
    lying.hidden = Set.of();
    directory.delete("p3");
    bench.full();
    assertThat(bench.user("person3")).isEmpty();
    assertThat(bench.user("person4")).isPresent();
  }

  @Test
  public void whatIsNoTextTakesNothingAway() {
    directory.modify("p1", Map.of("phone.mobile", "+41446681800", "firstName", "Anna"));
    assertThat(bench.changes().count("updated")).isEqualTo(1);
    Lying lying = new Lying(directory);
    lying.changed =
        it ->
            it.id().equals("p1")
                ? new DirectoryEntry(
                    it.id(),
                    it.dn(),
                    it.kind(),
                    true,
                    Map.of(),
                    Set.of(),
                    Set.of("username", "phone.mobile", "firstName"))
                : it;
    lying.everywhere = true;
    bench.sources.put(Items.CORP, lying);
    SyncRun run = bench.full();
    assertThat(run.count("updated")).isZero();
    User user = bench.user("person1").orElseThrow();
    assertThat(user.phone()).isPresent();
    assertThat(user.firstName()).isEqualTo("Anna");
    nobodyIsGone();
  }

  @Test
  public void membersOfGroupsInTheGroupCountIfTheItemSaysSo() {
    directory.group("inner", MemoryDirectory.ROOT, "Inner");
    directory.member("staff", "inner", true);
    directory.user("deep", MemoryDirectory.ROOT, Items.person("deep"));
    directory.user("flat", MemoryDirectory.ROOT, Items.person("flat"));
    directory.member("inner", "deep", true);
    directory.member("staff", "flat", true);
    bench.put(
        Items.flat(
            Items.of("staff", 2, "staff", Items.rules(Fate.REMOVE, Fate.REMOVE, Fate.REMOVE))));
    bench.full();
    assertThat(bench.user("flat")).isPresent();
    assertThat(bench.user("deep")).isEmpty();
  }

  private static DirectoryEntry entry(
      DirectoryEntry it, boolean enabled, Map<String, String> facts) {
    return new DirectoryEntry(
        it.id(), "CN=other," + it.dn(), it.kind(), enabled, facts, it.names());
  }

  /** Passes everything on, but for what it is told to spoil. */
  private static final class Lying implements DirectorySource {
    private final DirectorySource honest;
    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private boolean silent;
    private final Set<String> askedFor = new HashSet<>();
    private boolean doubled;
    private boolean copied;
    private boolean endless;
    private boolean everywhere;
    private boolean both;
    private Set<String> hidden = Set.of();
    private UnaryOperator<DirectoryEntry> changed = it -> it;

    private Lying(DirectorySource honest) {
      this.honest = honest;
    }

    @Override
    public CompletionStage<DirectoryAnswer<Page>> search(Search search, Optional<String> page) {
      if (silent) {
        asked.complete(null);
        return new CompletableFuture<>();
      }
      if (copied) {
        return honest.search(search, page).thenApply(Lying::copied);
      }
      return endless
          ? CompletableFuture.completedFuture(
              new DirectoryAnswer.Found<>(new Page(List.of(), Optional.of("1"), List.of())))
          : honest
              .search(search, page)
              .thenApply(
                  answer ->
                      answer.match(
                          found -> new DirectoryAnswer.Found<>(spoiled(found.value())),
                          failed -> failed));
    }

    private Page spoiled(Page page) {
      List<DirectoryEntry> entries =
          page.entries().stream()
              .filter(it -> !hidden.contains(it.id()))
              .flatMap(this::told)
              .toList();
      return new Page(
          entries,
          page.next(),
          page.oddities(),
          Math.max(0, page.entries().size() - entries.size()));
    }

    private Stream<DirectoryEntry> told(DirectoryEntry it) {
      DirectoryEntry spoiled = changed.apply(it);
      return both && spoiled != it ? Stream.of(spoiled, it) : Stream.of(spoiled);
    }

    private static DirectoryAnswer<Page> copied(DirectoryAnswer<Page> answer) {
      return answer.match(
          found -> {
            List<DirectoryEntry> all = new ArrayList<>(found.value().entries());
            for (DirectoryEntry it : found.value().entries()) {
              String dn = "CN=copy," + it.dn();
              all.add(
                  new DirectoryEntry(it.id(), dn, it.kind(), it.enabled(), it.facts(), it.names()));
            }
            return new DirectoryAnswer.Found<>(
                new Page(all, found.value().next(), found.value().oddities()));
          },
          failed -> failed);
    }

    @Override
    public CompletionStage<DirectoryAnswer<List<DirectoryEntry>>> byId(Set<String> ids) {
      askedFor.addAll(ids);
      return honest
          .byId(ids)
          .thenApply(
              answer ->
                  answer.match(
                      found -> {
                        List<DirectoryEntry> all =
                            new ArrayList<>(
                                found.value().stream()
                                    .filter(it -> !hidden.contains(it.id()))
                                    .map(it -> everywhere ? changed.apply(it) : it)
                                    .toList());
                        if (doubled) {
                          all.addAll(found.value());
                        }
                        return new DirectoryAnswer.Found<>(all);
                      },
                      failed -> failed));
    }

    @Override
    public CompletionStage<DirectoryAnswer<List<DirectoryEntry>>> byName(String typed) {
      return honest.byName(typed);
    }

    @Override
    public CompletionStage<DirectoryAnswer<Set<String>>> members(String group, boolean nested) {
      return honest.members(group, nested);
    }

    @Override
    public CompletionStage<DirectoryAnswer<Changes>> changesSince(Optional<String> cursor) {
      return honest.changesSince(cursor);
    }
  }
}
