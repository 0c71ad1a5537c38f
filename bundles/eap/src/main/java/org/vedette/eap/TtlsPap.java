package org.vedette.eap;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Outcome;
import org.vedette.api.eap.EapQuestion;
import org.vedette.api.secret.Secret;
import org.vedette.codec.eap.TtlsAvp;
import org.vedette.codec.eap.TypedText;

/** Name and password in the tunnel of TTLS (RFC 5281 section 11.2.5). */
final class TtlsPap implements Method {
  private static final byte[] NOTHING = {};

  private @Nullable Secret shown;

  TtlsPap() {}

  /** RFC 5281 section 7.3: the client speaks first; this gives it its turn. */
  @Override
  public Move start(int identifier) {
    return new Move.Say(NOTHING);
  }

  @Override
  public Move receive(byte[] data, int identifier) {
    Optional<List<TtlsAvp>> avps = TtlsAvp.decode(data);
    Arrays.fill(data, (byte) 0);
    if (avps.isEmpty()) {
      return new Move.Fail("what came in the tunnel of TTLS holds no AVPs");
    }
    Optional<String> name = TtlsAvp.first(avps.get(), TtlsAvp.USER_NAME).flatMap(TypedText::name);
    Optional<byte[]> padded = TtlsAvp.first(avps.get(), TtlsAvp.USER_PASSWORD);
    if (padded.isEmpty()) {
      return new Move.Fail(
          "what came in the tunnel of TTLS is no PAP: set the supplicant to TTLS with PAP");
    }
    byte[] password = TypedText.withoutPadding(padded.get());
    Arrays.fill(padded.get(), (byte) 0);
    Move move = ask(name, password);
    Arrays.fill(password, (byte) 0);
    return move;
  }

  private Move ask(Optional<String> name, byte[] password) {
    if (name.isEmpty() || !TypedText.isText(password)) {
      return new Move.Fail("User-Name is missing, or it or User-Password is no UTF-8 text");
    }
    Secret text = Secret.of(password);
    shown = text;
    return new Move.Ask(
        new EapQuestion.First(name.get(), new Credential.Typed(text), Asking.NEVER));
  }

  @Override
  public Move concluded(Outcome outcome, int identifier) {
    return Verdicts.of(outcome, Move.Done::new);
  }

  /** Wipes the password. */
  @Override
  public void close() {
    Secret typed = shown;
    if (typed != null) {
      typed.close();
      shown = null;
    }
  }
}
