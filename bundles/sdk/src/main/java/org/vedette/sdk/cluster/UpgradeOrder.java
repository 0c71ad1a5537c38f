package org.vedette.sdk.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.api.cluster.ClusterView;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.cluster.ServerView;

/**
 * The order in which servers are upgraded: subordinates first, the master last. A newer server
 * reads what an older master writes; an older one may not be able to apply what a newer master
 * writes, and then stands still until it is upgraded too.
 */
final class UpgradeOrder {
  private static final Pattern NUMBERS =
      Pattern.compile("([0-9]{1,9})(?:\\.([0-9]{1,9}))?(?:\\.([0-9]{1,9}))?.*");

  private UpgradeOrder() {}

  /** Returns a sentence for each server that is older than the master. */
  static List<String> troubles(ClusterView view) {
    Optional<ServerView> master =
        view.servers().stream().filter(it -> it.role() == ServerRole.MASTER).findFirst();
    List<String> troubles = new ArrayList<>();
    for (ServerView each : view.servers()) {
      if (master.isPresent() && older(each.version(), master.get().version())) {
        troubles.add(
            ("%s runs %s and the master %s: it stands still at the first change that it does not"
                    + " know; upgrade it now")
                .formatted(each.name(), each.version(), master.get().version()));
      }
    }
    return List.copyOf(troubles);
  }

  /**
   * Returns which servers would follow a newer master if this server became it. The present master
   * does not count: it is the next to be upgraded.
   */
  static List<String> leftBehind(ClusterView view) {
    Optional<ServerView> self =
        view.servers().stream().filter(it -> it.name().equals(view.self())).findFirst();
    return view.servers().stream()
        .filter(it -> self.isPresent() && older(it.version(), self.get().version()))
        .filter(it -> !view.master().equals(Optional.of(it.name())))
        .map(it -> it.name() + " (" + it.version() + ")")
        .toList();
  }

  /** Whether a version is older than another; what is no version, or unknown, never is. */
  static boolean older(String one, String than) {
    Matcher first = NUMBERS.matcher(one);
    Matcher second = NUMBERS.matcher(than);
    if (!first.matches() || !second.matches()) {
      return false;
    }
    for (int part = 1; part <= first.groupCount(); part++) {
      int difference = Integer.compare(number(first, part), number(second, part));
      if (difference != 0) {
        return difference < 0;
      }
    }
    return false;
  }

  private static int number(Matcher version, int part) {
    return version.group(part) == null ? 0 : Integer.parseInt(version.group(part));
  }
}
