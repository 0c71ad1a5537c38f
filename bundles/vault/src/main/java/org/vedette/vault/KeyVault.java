package org.vedette.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.api.secret.SealedPlace;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.secret.UnsealException;
import org.vedette.api.store.Records;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.store.StoredSecret;

/**
 * Seals with the newest data key and opens with any.
 *
 * <p>A sealed value is: form (1 byte), key id (4), nonce (12), ciphertext and tag.
 */
final class KeyVault implements SecretVault {
  private static final byte FORM = 1;
  private static final int HEADER = 1 + Integer.BYTES;
  private static final int MAX_PLAIN = 64 << 10;
  private static final int MAX_RANDOM = 1024;
  private static final int MAX_PURPOSES = 256;
  private static final Pattern REFERENCE = Pattern.compile("\\$\\[secret:([a-z0-9.]{1,100})]");
  private static final byte[] SALT = "vedette mac 1".getBytes(StandardCharsets.US_ASCII);

  private record Keys(KeyRing ring, Map<String, Hmac> byPurpose) {}

  private final AesGcm aes = new AesGcm();
  private final SecureRandom random;
  private final Supplier<Optional<Records>> records;
  private volatile Keys keys;

  KeyVault(KeyRing ring, SecureRandom random, Supplier<Optional<Records>> records) {
    this.keys = new Keys(ring, new ConcurrentHashMap<>());
    this.random = random;
    this.records = records;
  }

  /** The keys in use. */
  KeyRing ring() {
    return keys.ring();
  }

  /** Changes to other keys. */
  void use(KeyRing ring) {
    keys = new Keys(ring, new ConcurrentHashMap<>());
  }

  @Override
  public byte[] seal(SealedPlace place, Secret plain) {
    if (plain.length() > MAX_PLAIN) {
      throw new IllegalArgumentException(
          "at most " + MAX_PLAIN + " bytes are sealed, not " + plain.length());
    }
    DataKey key = keys.ring().sealing();
    byte[] bytes = plain.bytes();
    try {
      byte[] body = aes.encrypt(key.key(), random(AesGcm.NONCE), bind(key.id(), place), bytes);
      return ByteBuffer.allocate(HEADER + body.length).put(FORM).putInt(key.id()).put(body).array();
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public Secret open(SealedPlace place, byte[] sealed) {
    if (sealed.length < HEADER + AesGcm.NONCE + AesGcm.TAG || sealed[0] != FORM) {
      throw new UnsealException(name(place) + " is not a sealed value of a form known here");
    }
    int id = ByteBuffer.wrap(sealed).getInt(1);
    DataKey key =
        keys.ring()
            .sealer(id)
            .orElseThrow(
                () ->
                    new UnsealException(
                        name(place)
                            + " was sealed with key "
                            + String.format("%08x", id)
                            + ", which this server does not hold"));
    byte[] plain =
        aes.decrypt(key.key(), bind(id, place), sealed, HEADER)
            .orElseThrow(
                () -> new UnsealException(name(place) + " was altered, or sealed elsewhere"));
    try {
      return Secret.of(plain);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  @Override
  public byte[] mac(String purpose, byte[]... parts) {
    return hmac(purpose).overParts(parts);
  }

  @Override
  public byte[] random(int count) {
    if (count < 1 || count > MAX_RANDOM) {
      throw new IllegalArgumentException("1 to " + MAX_RANDOM + " bytes, not " + count);
    }
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public Optional<Secret> resolve(String setting) {
    Matcher reference = REFERENCE.matcher(setting);
    if (!reference.matches()) {
      return Optional.of(Secret.of(setting));
    }
    Records store =
        records
            .get()
            .orElseThrow(
                () ->
                    new StoreUnavailableException(
                        "stored secrets cannot be read: the store is not here",
                        new IllegalStateException("no Records service")));
    return store
        .findByKey(StoredSecret.TYPE, StoredSecret.key(reference.group(1)))
        .map(found -> open(StoredSecret.place(found.id()), found.sealed()));
  }

  private Hmac hmac(String purpose) {
    Keys now = keys;
    Hmac known = now.byPurpose().get(purpose);
    if (known != null) {
      return known;
    }
    Hmac derived = new Hmac(Hmac.derive(now.ring().macRoot().key(), SALT, purpose));
    if (now.byPurpose().size() < MAX_PURPOSES) {
      now.byPurpose().put(purpose, derived);
    }
    return derived;
  }

  /** Associated data: form, key and place, each text behind its length. */
  private static byte[] bind(int keyId, SealedPlace place) {
    byte[] table = place.table().getBytes(StandardCharsets.UTF_8);
    byte[] id = place.id().getBytes(StandardCharsets.UTF_8);
    byte[] column = place.column().getBytes(StandardCharsets.UTF_8);
    int length = HEADER + 3 * Integer.BYTES + table.length + id.length + column.length;
    ByteBuffer out = ByteBuffer.allocate(length).put(FORM).putInt(keyId);
    out.putInt(table.length).put(table).putInt(id.length).put(id);
    return out.putInt(column.length).put(column).array();
  }

  private static String name(SealedPlace place) {
    return place.table() + "/" + place.id() + "/" + place.column();
  }
}
