package org.vedette.core.flow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.user.User;
import org.vedette.core.checks.FraudBlocks;
import org.vedette.core.settings.CoreSettings;

/** What follows when a person says that a sign-in is not theirs: a block, and a mail. */
final class FraudDesk {
  private final Ports ports;
  private final BiConsumer<User, Map<String, String>> mails;

  /**
   * @param mails tells administrators; must not block
   */
  FraudDesk(Ports ports, BiConsumer<User, Map<String, String>> mails) {
    this.ports = ports;
    this.mails = mails;
  }

  /** Tells administrators, and returns what blocks the user, where the settings say so. */
  List<RegisterWrite> reported(SignIn signIn, User user, Instant now) {
    mails.accept(
        user, Map.of("application_name", signIn.application().label(), "time", now.toString()));
    CoreSettings.Fraud fraud = ports.settings().get().fraud();
    if (!fraud.blocks()) {
      return List.of();
    }
    signIn.trace().add("blocked for " + fraud.life().toDays() + " days");
    return FraudBlocks.block(user.id(), fraud.life(), now);
  }
}
