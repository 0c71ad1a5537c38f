package org.vedette.state.table;

import java.util.Map;
import java.util.TreeMap;
import org.vedette.api.state.RegisterValue;

/** What is kept of one register. Immutable. */
public sealed interface Cell {
  /** The merged value. */
  RegisterValue read();

  /** A value of {@link org.vedette.api.state.Merge#MAX} or LATEST. */
  record One(long stamp, long value) implements Cell {
    @Override
    public RegisterValue read() {
      return new RegisterValue(stamp, value);
    }

    Cell max(RegisterValue that) {
      boolean newer = that.value() > value || (that.value() == value && that.stamp() > stamp);
      return newer ? new One(that.stamp(), that.value()) : this;
    }

    Cell latest(RegisterValue that) {
      boolean newer = that.stamp() > stamp || (that.stamp() == stamp && that.value() > value);
      return newer ? new One(that.stamp(), that.value()) : this;
    }
  }

  /**
   * Counts of several servers under one stamp.
   *
   * @param stamp the greatest stamp seen
   * @param counts count by server id
   */
  record Counts(long stamp, Map<String, Long> counts) implements Cell {
    /** Copies the counts. */
    public Counts {
      counts = Map.copyOf(counts);
    }

    @Override
    public RegisterValue read() {
      long sum = 0;
      for (long count : counts.values()) {
        sum += count;
      }
      return new RegisterValue(stamp, sum);
    }

    Cell add(String server, RegisterValue more) {
      if (more.stamp() < stamp) {
        return this;
      }
      if (more.stamp() > stamp) {
        return new Counts(more.stamp(), Map.of(server, more.value()));
      }
      Map<String, Long> sum = new TreeMap<>(counts);
      sum.merge(server, more.value(), Long::sum);
      return new Counts(stamp, sum);
    }

    /** Merges what another server knows: the same whatever the order, and repeatable. */
    Counts merge(Counts theirs) {
      if (theirs.stamp() != stamp) {
        return theirs.stamp() < stamp ? this : theirs;
      }
      Map<String, Long> merged = new TreeMap<>(counts);
      theirs.counts().forEach((server, count) -> merged.merge(server, count, Math::max));
      return merged.equals(counts) ? this : new Counts(stamp, merged);
    }
  }
}
