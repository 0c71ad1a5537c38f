package org.vedette.core.flow;

import java.util.Optional;
import org.vedette.api.auth.Caller;
import org.vedette.api.state.Challenge;
import org.vedette.api.user.UserNames;

/** Whose a challenge is: one client's and one user's. */
final class Ownership {
  private Ownership() {}

  /** Returns whether the client opened the challenge. */
  static boolean of(Challenge challenge, Caller caller) {
    return challenge.listener().equals(caller.listener())
        && challenge.application().equals(caller.application())
        && challenge.peer().equals(caller.peer());
  }

  /** Returns whether the client opened the challenge for the user of that name, as typed. */
  static boolean of(Challenge challenge, Caller caller, String username) {
    return of(challenge, caller)
        && UserNames.normalise(username).equals(Optional.of(challenge.name()));
  }
}
