package org.vedette.core.flow;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.Prompt;
import org.vedette.api.method.Verification;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.state.Challenge;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;

/** Makes the challenges that are opened, and what listeners are told of them. */
final class Questions {
  private static final UUID NO_ENROLLMENT = new UUID(0, 0);

  /** What is left of the deadline for the answer to travel when nobody has answered. */
  private static final Duration MARGIN = Duration.ofMillis(500);

  /** How a question is answered. */
  enum Way {
    /** By typing. */
    TYPED,
    /** By typing, because another method was denied or not answered. */
    INSTEAD,
    /** Elsewhere, while the listener waits. */
    ELSEWHERE
  }

  private final Ports ports;

  Questions(Ports ports) {
    this.ports = ports;
  }

  /** The question of a method. */
  Challenge of(
      SignIn signIn,
      User user,
      Enrollment enrollment,
      Verification.Pending pending,
      Way way,
      int tries) {
    boolean elsewhere = way == Way.ELSEWHERE;
    Instant now = ports.clock().instant();
    return new Challenge(
        token(),
        signIn.requestId(),
        signIn.caller().listener(),
        signIn.application().id(),
        signIn.caller().peer(),
        user.name(),
        user.id(),
        enrollment.id(),
        enrollment.method(),
        now,
        expires(signIn, pending, elsewhere, now),
        tries,
        signIn.kept(),
        pending.data(),
        origin(signIn, way));
  }

  /** The question for a new PIN. */
  Challenge newPin(SignIn signIn, User user, Enrollment enrollment, byte[] data, int tries) {
    Instant now = ports.clock().instant();
    return new Challenge(
        token(),
        signIn.requestId(),
        signIn.caller().listener(),
        signIn.application().id(),
        signIn.caller().peer(),
        user.name(),
        user.id(),
        enrollment.id(),
        Challenge.NEW_PIN,
        now,
        now.plus(ports.settings().get().challengeLife()),
        tries,
        signIn.kept(),
        data,
        Challenge.Origin.typed());
  }

  /** The question of a primary authenticator. */
  Challenge relayed(SignIn signIn, PrimaryVerdict.Asked asked) {
    Instant now = ports.clock().instant();
    String name = signIn.name().orElse("");
    return new Challenge(
        token(),
        signIn.requestId(),
        signIn.caller().listener(),
        signIn.application().id(),
        signIn.caller().peer(),
        name,
        signIn.user().map(User::id).orElseGet(() -> nobody(name)),
        NO_ENROLLMENT,
        Challenge.PRIMARY,
        now,
        now.plus(ports.settings().get().challengeLife()),
        1,
        Map.of(),
        asked.continuation(),
        Challenge.Origin.typed());
  }

  /** What a listener is told of an open challenge. */
  static Outcome.Challenged told(Challenge open, String prompt, Map<String, String> attributes) {
    return new Outcome.Challenged(
        new Prompt(prompt, !open.origin().elsewhere(), open.method()),
        open.token(),
        open.expires(),
        attributes);
  }

  /** The keyed hash of name and password by which a repeated sign-in is known. */
  byte[] credential(SignIn signIn) {
    byte[] name =
        signIn.user().map(User::name).or(signIn::name).orElse("").getBytes(StandardCharsets.UTF_8);
    byte[] shown = signIn.credential().map(Credential::identity).orElseGet(() -> new byte[0]);
    byte[] hash = ports.vault().mac("core.credential", name, shown);
    Arrays.fill(shown, (byte) 0);
    return hash;
  }

  private ChallengeToken token() {
    return new ChallengeToken(ports.vault().random(ChallengeToken.LENGTH));
  }

  private Instant expires(
      SignIn signIn, Verification.Pending pending, boolean elsewhere, Instant now) {
    Instant end = now.plus(pending.life().orElse(ports.settings().get().challengeLife()));
    if (!elsewhere) {
      return end;
    }
    Instant latest = signIn.deadline().minus(MARGIN);
    return (signIn.holds() && latest.isBefore(end) ? latest : end).plus(HeldSignIns.GRACE);
  }

  private Challenge.Origin origin(SignIn signIn, Way way) {
    return switch (way) {
      case TYPED -> Challenge.Origin.typed(signIn.caller().owner());
      case INSTEAD -> Challenge.Origin.instead();
      case ELSEWHERE ->
          new Challenge.Origin(
              true,
              signIn.caller().owner(),
              credential(signIn),
              signIn.caller().clientAddress(),
              signIn.asks(),
              false);
    };
  }

  /** An id for a name that is nobody's here, so that its questions void each other only. */
  private static UUID nobody(String name) {
    return UUID.nameUUIDFromBytes(("nobody/" + name).getBytes(StandardCharsets.UTF_8));
  }
}
