package org.vedette.state.share;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntUnaryOperator;
import org.vedette.state.journal.Samples;
import org.vedette.state.table.ClaimQuestion;
import org.vedette.state.table.ClaimReply;
import org.vedette.state.table.ClaimTable;
import org.vedette.state.table.Others;

/**
 * Tables of claims of several servers, joined by messages that arrive when a test says so: each
 * message and each deadline is a step, and a chooser picks the next of those that can be taken.
 */
final class Network {
  private record Step(String what, Runnable run) {}

  private final Map<String, ClaimTable> tables = new LinkedHashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final Set<String> questionsLost = new HashSet<>();
  private final Set<String> answersLost = new HashSet<>();
  private final List<String> history = new ArrayList<>();
  private boolean brief;

  Network(String... servers) {
    for (String server : servers) {
      ClaimTable table = new ClaimTable(() -> Samples.START, Runnable::run);
      tables.put(server, table);
      table.join(new Line(server));
    }
  }

  ClaimTable table(String server) {
    return tables.get(server);
  }

  /** Nothing arrives any more in either direction. */
  void cut(String one, String other) {
    loseQuestions(one, other);
    loseQuestions(other, one);
    loseAnswers(one, other);
    loseAnswers(other, one);
  }

  /** Questions and news do not arrive in this direction. */
  void loseQuestions(String from, String to) {
    questionsLost.add(from + to);
  }

  /** Answers do not arrive in this direction. */
  void loseAnswers(String from, String to) {
    answersLost.add(from + to);
  }

  boolean carries(String from, String to) {
    return !questionsLost.contains(from + to);
  }

  /** What is given back arrives at once, so that there are fewer orders. */
  void brief() {
    brief = true;
  }

  void step(String what, Runnable run) {
    steps.add(new Step(what, run));
  }

  /** Takes one step after the other until none is left. */
  void run(IntUnaryOperator choose) {
    while (!steps.isEmpty()) {
      Step next = steps.remove(choose.applyAsInt(steps.size()));
      history.add(next.what());
      next.run().run();
    }
  }

  List<String> history() {
    return history;
  }

  /** What one server has been asked by another, and its answer on the way back. */
  private final class Line implements Others {
    private final String self;

    Line(String self) {
      this.self = self;
    }

    @Override
    public String self() {
      return self;
    }

    @Override
    public boolean any() {
      return tables.size() > 1;
    }

    @Override
    public boolean strict() {
      return false;
    }

    @Override
    public CompletionStage<Heard> ask(ClaimQuestion question) {
      CompletableFuture<Heard> all = new CompletableFuture<>();
      List<ClaimReply> replies = new ArrayList<>();
      int[] open = {0};
      int[] silent = {0};
      for (String other : tables.keySet()) {
        if (other.equals(self)) {
          continue;
        }
        open[0]++;
        Runnable lost =
            () -> {
              silent[0]++;
              end(all, replies, --open[0], silent[0]);
            };
        if (!carries(self, other)) {
          step(self + " gets no answer of " + other, lost);
          continue;
        }
        step(
            self + " asks " + other,
            () ->
                tables
                    .get(other)
                    .asked(question, Duration.ofDays(1))
                    .thenAccept(
                        says -> {
                          if (answersLost.contains(other + self)) {
                            step(other + "'s answer to " + self + " is lost", lost);
                          } else {
                            step(
                                other + " says " + says.getClass().getSimpleName() + " to " + self,
                                () -> {
                                  replies.add(new ClaimReply(other, says));
                                  end(all, replies, --open[0], silent[0]);
                                });
                          }
                        }));
      }
      return all;
    }

    private void end(CompletableFuture<Heard> all, List<ClaimReply> replies, int open, int silent) {
      if (open == 0) {
        all.complete(new Heard(replies, silent));
      }
    }

    @Override
    public void released(ClaimQuestion question) {
      for (String other : tables.keySet()) {
        if (other.equals(self) || !carries(self, other)) {
          continue;
        }
        Runnable arrives = () -> tables.get(other).releasedElsewhere(question);
        if (brief) {
          arrives.run();
        } else {
          step(self + " gives back at " + other, arrives);
        }
      }
    }
  }
}
