package org.vedette.state.table;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vedette.api.state.ClaimVerdict;

/** What the answers of other servers come to. */
final class Answers {
  private Answers() {}

  /**
   * Returns what forbids to win; empty when nothing does.
   *
   * @param self id of this server
   * @param strict whether the silence of one does
   */
  static Optional<ClaimVerdict> against(Others.Heard heard, String self, boolean strict) {
    Set<String> spoke =
        heard.replies().stream().map(ClaimReply::server).collect(Collectors.toSet());
    spoke.add(self);
    boolean taken = false;
    boolean busy = false;
    for (ClaimReply reply : heard.replies()) {
      if (reply.says() instanceof ClaimReply.Answered first) {
        return Optional.of(new ClaimVerdict.Mine(first.outcome()));
      }
      taken |=
          reply.says() instanceof ClaimReply.Taken
              || (reply.says() instanceof ClaimReply.Promised to && !spoke.contains(to.holder()));
      busy |= reply.says() instanceof ClaimReply.Busy;
    }
    if (taken) {
      return Optional.of(new ClaimVerdict.Used());
    }
    if (busy) {
      return Optional.of(
          new ClaimVerdict.Unavailable("another server is answering the same request"));
    }
    return strict && heard.silent() > 0
        ? Optional.of(new ClaimVerdict.Unavailable("another server could not be asked"))
        : Optional.empty();
  }
}
