package org.vedette.testkit.memory;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.vedette.api.secret.SealedPlace;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.secret.UnsealException;

/**
 * A vault for tests: it binds a blob to its place but hides nothing, and its randomness is seeded.
 */
public final class MemoryVault implements SecretVault {
  private final Random random;

  /** Gives the same random bytes for the same seed. */
  public MemoryVault(long seed) {
    random = new Random(seed);
  }

  @Override
  public byte[] seal(SealedPlace place, Secret plain) {
    byte[] tag = tag(place);
    byte[] blob = Arrays.copyOf(tag, tag.length + plain.length());
    System.arraycopy(plain.bytes(), 0, blob, tag.length, plain.length());
    return blob;
  }

  @Override
  public Secret open(SealedPlace place, byte[] sealed) {
    byte[] tag = tag(place);
    if (sealed.length < tag.length || !Arrays.equals(tag, 0, tag.length, sealed, 0, tag.length)) {
      throw new UnsealException("not sealed for " + place);
    }
    return Secret.of(Arrays.copyOfRange(sealed, tag.length, sealed.length));
  }

  @Override
  public byte[] mac(String purpose, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(purpose.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update((byte) (part.length >>> 8));
        mac.update((byte) part.length);
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public synchronized byte[] random(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public Optional<Secret> resolve(String setting) {
    return setting.startsWith("$[secret:") ? Optional.empty() : Optional.of(Secret.of(setting));
  }

  private byte[] tag(SealedPlace place) {
    return mac("seal", place.toString().getBytes(StandardCharsets.UTF_8));
  }
}
