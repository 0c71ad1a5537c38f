package org.vedette.sync.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vedette.api.store.Change;
import org.vedette.api.sync.SyncRun;
import org.vedette.api.user.DirectoryLink;
import org.vedette.api.user.User;
import org.vedette.sync.plan.Kind;
import org.vedette.sync.plan.Known;
import org.vedette.sync.plan.Loss;
import org.vedette.sync.plan.Marks;

/** All users of a run who are to be disabled or removed, by directory. */
final class Losses {
  private static final int LISTED = 20;

  private final Map<String, List<Loss>> all = new TreeMap<>();
  private final Map<String, TreeSet<String>> missed = new TreeMap<>();

  void add(String directory, List<Loss> losses) {
    if (!losses.isEmpty()) {
      all.put(directory, losses);
    }
  }

  int count() {
    return all.values().stream().mapToInt(List::size).sum();
  }

  /** Returns the identity of exactly this list. */
  String identity() {
    TreeSet<String> lines = new TreeSet<>();
    all.forEach(
        (directory, losses) ->
            losses.forEach(it -> lines.add(directory + "\0" + it.entry() + "\0" + it.kind())));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns the first of them as lines of a mail. */
  String text() {
    List<String> lines = new ArrayList<>();
    all.values().stream()
        .flatMap(List::stream)
        .limit(LISTED)
        .forEach(it -> lines.add("    " + it.kind().word() + " " + it.username()));
    if (count() > LISTED) {
      lines.add("    ...");
    }
    return String.join("\n", lines);
  }

  /** Names them without doing anything. */
  void hold(Tally tally) {
    all.forEach(
        (directory, losses) ->
            losses.forEach(
                it -> {
                  tally.count("held");
                  tally.line(
                      new SyncRun.Line(
                          directory,
                          it.entry(),
                          it.username(),
                          "hold",
                          "would " + it.kind().word() + ": " + it.reason()));
                }));
  }

  TreeSet<String> entries(String directory) {
    TreeSet<String> entries = new TreeSet<>();
    all.getOrDefault(directory, List.of()).forEach(it -> entries.add(it.entry()));
    return entries;
  }

  /** Those whom somebody else changed at the same moment; they come again. */
  TreeSet<String> missed(String directory) {
    return missed.getOrDefault(directory, new TreeSet<>());
  }

  /** Does it. */
  void settle(Context context) throws Halt {
    context.tally().phase("disabling and removing", count());
    for (Map.Entry<String, List<Loss>> each : all.entrySet()) {
      for (Loss loss : each.getValue()) {
        Optional<Known> known = context.people().known(each.getKey(), loss.entry());
        if (known.isPresent()) {
          settle(context, each.getKey(), loss, known.get());
        }
      }
    }
    context.writer().flush();
  }

  private void settle(Context context, String directory, Loss loss, Known known) throws Halt {
    List<Change> changes =
        loss.kind() == Kind.REMOVE
            ? List.of(Change.remove(User.TYPE, known.user()))
            : List.of(
                Change.put(User.TYPE, known.user().change().enabled(false).build()),
                Change.put(
                    DirectoryLink.TYPE, Marks.off(known.link(), loss.reason(), known.user())));
    context
        .writer()
        .add(
            new Writer.Task(
                directory,
                loss.entry(),
                loss.kind(),
                known.user().name(),
                new SyncRun.Line(
                    directory, loss.entry(), loss.username(), loss.kind().word(), loss.reason()),
                changes,
                Optional.empty(),
                missed.computeIfAbsent(directory, it -> new TreeSet<>())::add));
    if (context.writer().isDry() && loss.kind() == Kind.REMOVE) {
      context.people().pretend(known.user().name(), false);
    }
  }
}
