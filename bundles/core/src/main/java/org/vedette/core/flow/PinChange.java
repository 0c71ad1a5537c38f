package org.vedette.core.flow;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.enroll.EnrollResult;
import org.vedette.api.page.MessageFiles;
import org.vedette.api.secret.Secret;
import org.vedette.api.state.Challenge;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.core.checks.Failures;
import org.vedette.core.enrolling.PinDesk;
import org.vedette.core.flow.Conclusion.Used;

/**
 * Has a PIN that must be changed be changed within the sign-in, by typing: the new one, and again.
 * Only then is the person in; whoever does not finish stays out.
 */
final class PinChange {
  private static final int SALT = 16;
  private static final String PURPOSE = "core.new-pin";
  private static final byte[] NONE = new byte[0];

  /**
   * What is kept between the answers.
   *
   * @param result the success to record in the end
   * @param salt of the hash
   * @param hash keyed hash of the PIN that was typed first; empty before that
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Kept(ResultCode result, byte[] salt, byte[] hash) {
    byte[] toBytes() {
      return new Encoder().text(result.name()).bytes(salt).bytes(hash).toBytes();
    }

    static Kept read(byte[] data) {
      Decoder in = new Decoder(data);
      return new Kept(in.constant(ResultCode.class), in.bytes(), in.bytes());
    }

    boolean again() {
      return hash.length > 0;
    }
  }

  private final Ports ports;
  private final Failures failures;
  private final Conclusion conclusion;
  private final PinDesk pins;
  private final MessageFiles prompts = new MessageFiles(PinChange.class, "prompts");

  PinChange(Ports ports, Failures failures, Conclusion conclusion) {
    this.ports = ports;
    this.failures = failures;
    this.conclusion = conclusion;
    this.pins = new PinDesk(ports);
  }

  /**
   * Asks for a new PIN after code and old PIN were right, where it can be asked.
   *
   * @param result the success to record in the end
   * @param used what the code has used up
   */
  CompletionStage<Outcome> begin(
      SignIn signIn, User user, Enrollment enrollment, ResultCode result, Used used) {
    if (!signIn.asks()) {
      signIn.trace().add("the PIN has to be changed, which cannot be asked here");
      return conclusion.deny(signIn, ResultCode.PIN_EXPIRED, Optional.of(enrollment), used);
    }
    return ask(
        signIn,
        user,
        enrollment,
        new Kept(result, NONE, NONE),
        prompts.text("pin.expired", language(user)),
        signIn.application().tries(),
        used);
  }

  /** Takes an answer. */
  CompletionStage<Outcome> answered(SignIn signIn, Challenge open, Answer answer) {
    Optional<Enrollment> by = ports.records().find(Enrollment.TYPE, open.enrollment());
    Optional<User> user = signIn.user();
    if (by.isEmpty() || user.isEmpty() || !(answer instanceof Answer.Typed typed)) {
      return conclusion.deny(signIn, ResultCode.CHALLENGE_INVALID);
    }
    Kept kept = Kept.read(open.data());
    Secret pin = Secret.of(typed.text().text().strip());
    if (!kept.again()) {
      return pins.problem(user.get(), pin)
          .map(why -> again(signIn, user.get(), by.get(), open, kept, "pin.bad", why))
          .orElseGet(() -> confirm(signIn, user.get(), by.get(), open, kept, pin));
    }
    if (!MessageDigest.isEqual(kept.hash(), hash(kept.salt(), pin))) {
      return again(
          signIn,
          user.get(),
          by.get(),
          open,
          new Kept(kept.result(), NONE, NONE),
          "pin.differs",
          "the two differ");
    }
    return store(signIn, user.get(), by.get(), open, kept, pin);
  }

  private CompletionStage<Outcome> confirm(
      SignIn signIn, User user, Enrollment by, Challenge open, Kept kept, Secret pin) {
    byte[] salt = ports.vault().random(SALT);
    return ask(
        signIn,
        user,
        by,
        new Kept(kept.result(), salt, hash(salt, pin)),
        prompts.text("pin.again", language(user)),
        open.triesLeft(),
        Used.NOTHING);
  }

  /** Asks once more while tries are left. */
  private CompletionStage<Outcome> again(
      SignIn signIn,
      User user,
      Enrollment by,
      Challenge open,
      Kept kept,
      String prompt,
      String why) {
    signIn.trace().add("new PIN refused: " + why);
    int left = open.triesLeft() - 1;
    return left <= 0
        ? conclusion.deny(signIn, ResultCode.PIN_EXPIRED, Optional.of(by), Used.NOTHING)
        : ask(signIn, user, by, kept, prompts.text(prompt, language(user)), left, Used.NOTHING);
  }

  private CompletionStage<Outcome> ask(
      SignIn signIn,
      User user,
      Enrollment enrollment,
      Kept kept,
      String prompt,
      int tries,
      Used used) {
    return conclusion.askNewPin(signIn, user, enrollment, kept.toBytes(), prompt, tries, used);
  }

  private CompletionStage<Outcome> store(
      SignIn signIn, User user, Enrollment by, Challenge open, Kept kept, Secret pin) {
    Actor owner = new Actor(signIn.reportedName(), "sign-in", signIn.caller().peer());
    Instant now = ports.clock().instant();
    return pins.set(user.id(), Optional.of(pin), false, owner)
        .thenCompose(
            trouble -> {
              if (trouble.isEmpty()) {
                signIn.trace().add("the PIN was changed");
                return conclusion.grant(
                    signIn,
                    kept.result(),
                    Optional.of(by),
                    new Used(Optional.empty(), List.copyOf(failures.forgotten(user.id(), now))));
              }
              return trouble.get() instanceof EnrollResult.Rejected rejected
                  ? again(
                      signIn,
                      user,
                      by,
                      open,
                      new Kept(kept.result(), NONE, NONE),
                      "pin.bad",
                      rejected.message())
                  : CompletableFuture.completedFuture(
                      conclusion.unavailable(signIn, "the new PIN cannot be stored"));
            });
  }

  private Locale language(User user) {
    String own = user.languages().get("oath");
    return own == null ? ports.settings().get().language() : Locale.forLanguageTag(own);
  }

  private byte[] hash(byte[] salt, Secret pin) {
    byte[] bytes = pin.bytes();
    try {
      return ports.vault().mac(PURPOSE, salt, bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
