package org.vedette.sync.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Committed;
import org.vedette.api.sync.SyncItem;
import org.vedette.api.sync.SyncRun;
import org.vedette.api.user.DirectoryLink;
import org.vedette.api.user.User;
import org.vedette.sync.plan.Kind;
import org.vedette.sync.plan.Known;
import org.vedette.sync.plan.Marks;
import org.vedette.sync.plan.Step;

/**
 * Writes what was decided, several people in one change, each of them whole or not at all. One
 * change is on its way at a time, so that sign-ins have theirs in between. For one thread.
 */
final class Writer {
  private static final int MOST = 40;

  /**
   * Something to be written.
   *
   * @param directory name of the directory
   * @param entry identity of the entry
   * @param kind what is done
   * @param name name that the user has afterwards, in normal form
   * @param line what the report says
   * @param changes what is written
   * @param person whom something is still to be done for afterwards
   * @param conflict told the entry when somebody else was faster
   */
  record Task(
      String directory,
      String entry,
      Kind kind,
      String name,
      SyncRun.Line line,
      List<Change> changes,
      Optional<Finisher.Person> person,
      Consumer<String> conflict) {}

  private final Optional<ChangeLog> log;
  private final Patience patience;
  private final Tally tally;
  private final People people;
  private final Finisher finisher;
  private final Actor actor;
  private final List<Task> waiting = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private long written;

  /** Writes to {@code log}; where there is none it only counts. */
  Writer(
      Optional<ChangeLog> log,
      Patience patience,
      Tally tally,
      People people,
      Finisher finisher,
      Actor actor) {
    this.log = log;
    this.patience = patience;
    this.tally = tally;
    this.people = people;
    this.finisher = finisher;
    this.actor = actor;
  }

  /** Returns how many changes were made so far. */
  long written() {
    return written;
  }

  boolean isDry() {
    return log.isEmpty();
  }

  /** Makes sure that whoever looks a name up finds it if it is to be written. */
  void settle(String name) throws Halt {
    if (names.contains(name)) {
      flush();
    }
  }

  /** Writes a step, perhaps later. */
  void step(
      String directory,
      Step step,
      Optional<Known> before,
      Optional<SyncItem> item,
      Consumer<String> conflict)
      throws Halt {
    List<Change> changes = new ArrayList<>();
    step.user().ifPresent(user -> changes.add(Change.put(User.TYPE, user)));
    changes.add(Change.put(DirectoryLink.TYPE, step.link()));
    Optional<User> user = step.user().or(() -> before.map(Known::user));
    Optional<Finisher.Person> person =
        Marks.todo(step.link()).isEmpty()
            ? Optional.empty()
            : user.flatMap(it -> item.map(rules -> new Finisher.Person(it, step.link(), rules)));
    add(
        new Task(
            directory,
            step.link().entry(),
            step.kind(),
            user.map(User::name).orElse(""),
            line(directory, step),
            changes,
            person,
            conflict));
    if (isDry() && step.takesName()) {
      before.ifPresent(it -> people.pretend(it.user().name(), false));
      user.ifPresent(it -> people.pretend(it.name(), true));
    }
  }

  /** What a report says of a step. */
  static SyncRun.Line line(String directory, Step step) {
    return new SyncRun.Line(
        directory,
        step.link().entry(),
        step.username(),
        step.kind().word(),
        String.join("; ", step.differences()));
  }

  /** Writes several tasks as one change; where somebody else was faster, all of them wait. */
  void together(List<Task> tasks) throws Halt {
    flush();
    if (log.isEmpty()) {
      tasks.forEach(this::told);
      return;
    }
    patience.check();
    if (append(log.get(), tasks.stream().flatMap(it -> it.changes().stream()).toList())) {
      done(tasks);
    } else {
      tasks.forEach(it -> it.conflict().accept(it.entry()));
    }
  }

  /** Does what a run before has left to be done for a user. */
  void finish(Finisher.Person person) throws Halt {
    finisher.finish(List.of(person));
  }

  void add(Task task) throws Halt {
    waiting.add(task);
    names.add(task.name());
    if (waiting.size() >= MOST) {
      flush();
    }
  }

  /** Writes what waits. */
  void flush() throws Halt {
    List<Task> tasks = List.copyOf(waiting);
    waiting.clear();
    names.clear();
    if (tasks.isEmpty()) {
      return;
    }
    if (log.isPresent()) {
      patience.check();
      List<Change> all = tasks.stream().flatMap(it -> it.changes().stream()).toList();
      if (append(log.get(), all)) {
        done(tasks);
      } else {
        for (Task task : tasks) {
          oneByOne(log.get(), task);
        }
      }
    } else {
      tasks.forEach(this::told);
    }
  }

  private void oneByOne(ChangeLog to, Task task) throws Halt {
    if (append(to, task.changes())) {
      done(List.of(task));
    } else {
      task.conflict().accept(task.entry());
    }
  }

  private void done(List<Task> tasks) throws Halt {
    written += tasks.size();
    tasks.forEach(this::told);
    finisher.finish(tasks.stream().flatMap(it -> it.person().stream()).toList());
  }

  private void told(Task task) {
    tally.step();
    tally.count(task.kind().count());
    if (task.kind() != Kind.NOTE) {
      tally.line(task.line());
    }
  }

  /** Returns false when somebody else was faster. */
  private boolean append(ChangeLog to, List<Change> changes) throws Halt {
    Change change = changes.size() == 1 ? changes.get(0) : new Change.Batch(changes);
    Committed committed = patience.written(to.append(change, actor));
    if (committed instanceof Committed.Unavailable unavailable) {
      throw Halt.store(unavailable.why());
    }
    if (committed instanceof Committed.NotMaster) {
      throw Halt.store("changes are taken by the master; synchronization runs there");
    }
    return committed instanceof Committed.Done;
  }
}
