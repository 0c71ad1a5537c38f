package org.vedette.eap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Outcome;
import org.vedette.api.eap.EapQuestion;
import org.vedette.api.secret.Secret;
import org.vedette.codec.eap.TypedText;

/** Questions and typed answers (RFC 3748 section 5.6): first the password, then what is asked. */
final class Gtc implements Method {
  private static final byte[] PASSWORD = "Password: ".getBytes(UTF_8);
  private static final Duration TYPING = Duration.ofSeconds(60);

  private final String username;
  private final Asking asking;
  private final InstantSource clock;
  private @Nullable ChallengeToken token;
  private @Nullable Secret shown;

  Gtc(String username, Asking asking, InstantSource clock) {
    this.username = username;
    this.asking = asking;
    this.clock = clock;
  }

  @Override
  public Move start(int identifier) {
    return new Move.Say(PASSWORD, TYPING);
  }

  @Override
  public Move receive(byte[] data, int identifier) {
    if (!TypedText.isText(data)) {
      return new Move.Fail("what was typed is no UTF-8 text");
    }
    close();
    Secret text = Secret.of(data);
    Arrays.fill(data, (byte) 0);
    shown = text;
    ChallengeToken answers = token;
    return new Move.Ask(
        answers == null
            ? new EapQuestion.First(username, new Credential.Typed(text), asking)
            : new EapQuestion.Next(answers, username, new Answer.Typed(text)));
  }

  @Override
  public Move concluded(Outcome outcome, int identifier) {
    return Verdicts.of(outcome, Move.Done::new, this::ask);
  }

  private Move ask(Outcome.Challenged challenged) {
    token = challenged.token();
    Duration left = Duration.between(clock.instant(), challenged.expires());
    return new Move.Say(
        challenged.prompt().text().getBytes(UTF_8), left.isNegative() ? Duration.ZERO : left);
  }

  /** Wipes what was typed. */
  @Override
  public void close() {
    Secret typed = shown;
    if (typed != null) {
      typed.close();
      shown = null;
    }
  }
}
