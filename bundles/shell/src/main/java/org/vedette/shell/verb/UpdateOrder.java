package org.vedette.shell.verb;

import java.util.List;
import java.util.Map;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Doc;

/** Says before an update which servers come first: subordinates, then the master. */
final class UpdateOrder {
  private UpdateOrder() {}

  /** Warns where the others follow this server; says nothing where that is not so, or not known. */
  static void warn(Call call) {
    if (call.json()) {
      return;
    }
    List<String> followers = followers(cluster(call));
    if (!followers.isEmpty()) {
      call.terminal()
          .err()
          .println(
              call.paint()
                  .warn(
                      "This server is the master: update %s first if that is not done yet. A server"
                              .formatted(String.join(", ", followers))
                          + " stands still at a change that only a newer one can read."));
    }
  }

  private static List<String> followers(Doc cluster) {
    return cluster.text("role").equals("master")
        ? cluster.docs("servers").stream()
            .map(it -> it.text("name"))
            .filter(it -> !it.equals(cluster.text("self")))
            .toList()
        : List.of();
  }

  /** Empty where replication is not installed, or the server is older and knows no such route. */
  private static Doc cluster(Call call) {
    try {
      return call.api().get(ServerNoun.ROOT);
    } catch (Failure noCluster) {
      return new Doc(Map.of());
    }
  }
}
