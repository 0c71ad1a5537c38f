package org.vedette.core.flow;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.state.Claim;

/** What the steps of a sign-in claim beside a code: the request itself, and the prompt. */
final class StepClaims {
  private static final Duration LIFE = Duration.ofSeconds(30);

  private final InstantSource clock;

  StepClaims(InstantSource clock) {
    this.clock = clock;
  }

  /** The claim of this very request, so that its repetition gets the first outcome. */
  Claim request(SignIn signIn) {
    return signIn.requestClaim(
        owner ->
            new Claim(
                "request",
                Base64.getUrlEncoder().withoutPadding().encodeToString(owner),
                owner,
                Optional.of(clock.instant().plus(LIFE))));
  }

  /** The claim of a prompt, so that whoever waits for it elsewhere gets its outcome too. */
  Claim prompt(ChallengeToken prompt) {
    return new Claim(
        "prompt", prompt.text(), prompt.bytes(), Optional.of(clock.instant().plus(LIFE)));
  }

  /** What becomes final with a step: the request, the prompt, the code. */
  List<Claim> of(SignIn signIn, Optional<Claim> code, ResultCode result) {
    List<Claim> claims = new ArrayList<>(3);
    Optional<Claim> prompt =
        signIn
            .challenge()
            .filter(open -> open.origin().elsewhere() && ends(result))
            .map(open -> prompt(open.token()));
    prompt.ifPresent(claims::add);
    code.ifPresent(claims::add);
    boolean goesOn = result.interim() && code.isEmpty();
    if (!goesOn && (!claims.isEmpty() || result.granted())) {
      claims.add(0, request(signIn));
    }
    return claims;
  }

  /** A prompt ends with a verdict, or with a code that has to be typed instead. */
  private static boolean ends(ResultCode result) {
    return result == ResultCode.CHALLENGED
        || (result != ResultCode.UNAVAILABLE && !result.interim());
  }
}
