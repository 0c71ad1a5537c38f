package org.vedette.core.flow;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.auth.Caller;
import org.vedette.api.state.Challenge;

/**
 * Whose a challenge is: one client's and one user's. Where another form of the user's name was
 * typed, the challenge keeps that form too, because the answer comes with it again.
 */
final class Ownership {
  private static final String TYPED = "vedette.typed";

  private Ownership() {}

  /** Returns whether the client opened the challenge. */
  static boolean of(Challenge challenge, Caller caller) {
    return challenge.listener().equals(caller.listener())
        && challenge.application().equals(caller.application())
        && (caller.anywhere() || challenge.peer().equals(caller.peer()));
  }

  /** Returns whether the client opened the challenge for the user of that name, in normal form. */
  static boolean of(Challenge challenge, Caller caller, Optional<String> name) {
    return of(challenge, caller)
        && (name.equals(Optional.of(challenge.name()))
            || (name.isPresent() && name.get().equals(challenge.attributes().get(TYPED))));
  }

  /** Adds the form that was typed, where it is another than the user's name. */
  static Map<String, String> with(
      Map<String, String> attributes, Optional<String> typed, String name) {
    if (typed.isEmpty() || typed.get().equals(name)) {
      return attributes;
    }
    Map<String, String> all = new HashMap<>(attributes);
    all.put(TYPED, typed.get());
    return all;
  }

  /** Returns the attributes without the form that was typed. */
  static Map<String, String> without(Map<String, String> attributes) {
    if (!attributes.containsKey(TYPED)) {
      return attributes;
    }
    Map<String, String> others = new HashMap<>(attributes);
    others.remove(TYPED);
    return others;
  }
}
