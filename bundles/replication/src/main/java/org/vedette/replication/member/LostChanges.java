package org.vedette.replication.member;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.replication.raft.RaftNode;

/**
 * What a former master had written and not passed on before another was promoted: it is no part of
 * the new reign, so it is kept for people to read.
 */
final class LostChanges {
  private static final Logger LOG = LoggerFactory.getLogger(LostChanges.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Standing standing;

  LostChanges(Standing standing) {
    this.standing = standing;
  }

  /**
   * Keeps what lies above the basis of the new reign.
   *
   * @return one sentence for the operator; empty when nothing is lost
   */
  String keep(Position basis) throws IOException {
    Position held = standing.means().applier().get().position();
    boolean more =
        held.epoch() > basis.epoch()
            || held.epoch() == basis.epoch() && held.index() > basis.index();
    if (!more) {
      return "";
    }
    String name = "epoch-" + held.epoch() + "-" + STAMP.format(standing.means().clock().instant());
    Path image = standing.means().folder().kept(name + ".image");
    try (OutputStream out = Files.newOutputStream(image)) {
      standing.means().applier().get().export(out);
    }
    List<String> lines = lines(held, basis);
    standing.means().folder().write("kept/" + name + ".txt", String.join("\n", lines) + "\n");
    String what =
        "this server had "
            + (held.index() - (held.epoch() == basis.epoch() ? basis.index() : 0))
            + " changes that no other server has: they are listed in var/cluster/kept/"
            + name
            + ".txt; make again what is still wanted";
    LOG.warn("Changes are not part of the new reign. file=var/cluster/kept/{}.txt", name);
    return what;
  }

  private List<String> lines(Position held, Position basis) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# Changes that this server had made and no other server has.");
    lines.add("# Records held: epoch " + held.epoch() + " change " + held.index() + ".");
    lines.add(
        "# The new reign began at: epoch " + basis.epoch() + " change " + basis.index() + ".");
    if (standing.port().node().isEmpty()) {
      standing.start(LogPort.How.RESUME);
    }
    RaftNode raft = standing.port().raft();
    long from = held.epoch() == basis.epoch() ? basis.index() : 0;
    raft.changesAfter(
        from, (index, actor, change) -> lines.add(new ChangeText(index, actor, change).line()));
    return lines;
  }
}
