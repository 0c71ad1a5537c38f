package org.vedette.gateway.mail;

import java.util.Optional;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.secret.UnsealException;
import org.vedette.api.store.StoreUnavailableException;

/** What this server shows to sign in: read anew for each connection. Thread-safe. */
final class Credentials {
  /** PLAIN (RFC 4616) and what old servers know; both only under TLS. */
  private static final String PASSWORD = "PLAIN LOGIN";

  private static final String TOKEN = "XOAUTH2";

  private final Optional<MailSettings.Login> login;
  private final SecretVault vault;
  private final Optional<TokenSource> tokens;

  Credentials(Optional<MailSettings.Login> login, SecretVault vault, Optional<TokenSource> tokens) {
    this.login = login;
    this.vault = vault;
    this.tokens = tokens;
  }

  /** Returns them; empty where nobody signs in. May fetch a token. */
  Optional<Dialogue.Credentials> get(Guard guard) throws Trouble {
    if (login.isEmpty()) {
      return Optional.empty();
    }
    String user = login.get().user();
    if (tokens.isPresent()) {
      return Optional.of(new Dialogue.Credentials(user, tokens.get().token(guard), TOKEN));
    }
    String password = resolve(vault, "password", login.get().password());
    return Optional.of(new Dialogue.Credentials(user, password, PASSWORD));
  }

  /** Forgets a token that was not accepted; false where there was none that was kept. */
  boolean forget() {
    return tokens.map(TokenSource::forget).orElse(false);
  }

  /** Looks up a secret; libraries want text. */
  static String resolve(SecretVault vault, String key, String setting) throws Trouble {
    try {
      Optional<Secret> secret = vault.resolve(setting);
      if (secret.isEmpty() || secret.get().length() == 0) {
        throw new Trouble(
            Trouble.Kind.MISSET, Step.SIGN_IN, key + " names a secret that is not stored");
      }
      try (Secret open = secret.get()) {
        return open.text();
      }
    } catch (StoreUnavailableException | UnsealException unreadable) {
      throw new Trouble(
          Trouble.Kind.DOWN, Step.SIGN_IN, key + " cannot be read from the store", unreadable);
    }
  }
}
