package org.vedette.sdk.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.store.AccessToken;

/** Tells whose token was sent: the local credential of this host, or a personal token. */
public final class Credentials {
  /** Begins every personal token. */
  public static final String PREFIX = "vdt_";

  private static final String PURPOSE = "access-token";
  private static final int MAX_LENGTH = 256;

  private final Supplier<Optional<Secret>> local;
  private final Supplier<SecretVault> vault;
  private final Supplier<List<AccessToken>> tokens;
  private final InstantSource clock;

  /**
   * Takes where to look.
   *
   * @param local content of the file with the local credential
   */
  public Credentials(
      Supplier<Optional<Secret>> local,
      Supplier<SecretVault> vault,
      Supplier<List<AccessToken>> tokens,
      InstantSource clock) {
    this.local = local;
    this.vault = vault;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** The keyed hash under which a personal token is stored. */
  public static byte[] hash(SecretVault vault, String token) {
    return vault.mac(PURPOSE, token.getBytes(StandardCharsets.UTF_8));
  }

  /** Finds the caller if {@code token} is the local credential, sent from this very host. */
  public Optional<Caller> local(String token, String address) {
    boolean same = local.get().map(secret -> secret.equals(Secret.of(token))).orElse(false);
    return same && isLoopback(address)
        ? Optional.of(new Caller("local", Role.ADMIN, address))
        : Optional.empty();
  }

  /**
   * Finds the caller with this personal token.
   *
   * @throws Problem when the services that know tokens are missing
   */
  public Optional<Caller> personal(String token, String address) {
    if (!token.startsWith(PREFIX) || token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Secret hash = Secret.of(hash(vault.get(), token));
    AccessToken found = null;
    // All are compared, each in constant time, so that the time tells nothing.
    for (AccessToken each : tokens.get()) {
      if (hash.equals(Secret.of(each.hash()))) {
        found = each;
      }
    }
    return found(found, address);
  }

  private Optional<Caller> found(@Nullable AccessToken token, String address) {
    if (token == null
        || token.expires().filter(end -> !clock.instant().isBefore(end)).isPresent()) {
      return Optional.empty();
    }
    return Role.of(token.role()).map(role -> new Caller(token.name(), role, address));
  }

  private static boolean isLoopback(String address) {
    // Only literals: a name would ask the name service.
    if (!address.matches("[0-9a-fA-F:.%]+")) {
      return false;
    }
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException malformed) {
      return false;
    }
  }
}
