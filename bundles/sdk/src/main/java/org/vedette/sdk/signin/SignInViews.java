package org.vedette.sdk.signin;

import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.auth.Outcome;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.Times;

/** Makes of an outcome what an application may know. */
final class SignInViews {
  private static final Logger LOG = LoggerFactory.getLogger(SignInViews.class);

  /** Begins attributes that bundles of this server tell each other. */
  private static final String INTERNAL = "vedette.";

  private final SignInTokens tokens;

  SignInViews(SignInTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Shows an outcome.
   *
   * @param username as typed
   * @throws Problem when nothing was decided
   */
  SignInView of(Client client, String username, Outcome outcome) {
    return outcome.match(
        granted ->
            new SignInView(
                "granted",
                null,
                null,
                null,
                granted.username(),
                shown(granted.attributes()),
                granted.auditId()),
        challenged -> asked(client, username, challenged),
        // What primary authentication says with a refusal may tell why; so it is left out.
        denied -> new SignInView("denied", null, null, null, null, Map.of(), denied.auditId()),
        unavailable -> {
          LOG.debug(
              "A sign-in could not be decided application={} cause={}",
              client.application().name(),
              unavailable.why());
          throw unavailable((int) unavailable.retryAfter().toSeconds());
        },
        moved -> {
          throw unavailable(Problem.RETRY_SECONDS);
        });
  }

  /** A prompt that is still open. */
  SignInView stillWaiting(String signin) {
    return new SignInView("waiting", signin, null, null, null, Map.of(), null);
  }

  private SignInView asked(Client client, String username, Outcome.Challenged asked) {
    boolean typed = asked.prompt().typed();
    return new SignInView(
        typed ? "challenged" : "waiting",
        tokens.write(client, username, asked.token(), typed),
        asked.prompt().text(),
        Times.text(asked.expires()),
        null,
        Map.of(),
        null);
  }

  private static Map<String, String> shown(Map<String, String> attributes) {
    Map<String, String> shown = new TreeMap<>(attributes);
    shown.keySet().removeIf(name -> name.startsWith(INTERNAL));
    return shown;
  }

  private static Problem unavailable(int retryAfterSeconds) {
    return Problem.unavailable(
        "nothing could be decided now; send the same again", retryAfterSeconds);
  }
}
