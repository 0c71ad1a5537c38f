package org.vedette.ldap;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vedette.api.lifecycle.Handover;

/**
 * Names of sign-ins towards the core. A bind that comes again after this bundle was replaced has
 * the name it had before, so that it joins the prompt that is open, or gets the first outcome.
 * Thread-safe.
 */
final class Owners {
  private static final String KEY = "org.vedette.ldap/binds";
  private static final String SECRET = "key";
  private static final Duration LIFE = Duration.ofMinutes(1);
  private static final int MOST = 20_000;
  private static final int LENGTH = 32;

  private final Map<ByteBuffer, byte[]> left = new ConcurrentHashMap<>();
  private final SecureRandom random;

  Owners(SecureRandom random) {
    this.random = random;
  }

  /** Takes what a predecessor left; returns the key of its hashes, or nothing. */
  byte[] takeOver(Handover handover) {
    Optional<Object> found = handover.take(KEY);
    if (found.isEmpty() || !(found.get() instanceof Map<?, ?> map)) {
      return new byte[0];
    }
    map.forEach(
        (name, value) -> {
          if (name instanceof String text
              && value instanceof byte[] owner
              && !text.equals(SECRET)) {
            left.put(ByteBuffer.wrap(HexFormat.of().parseHex(text)), owner);
          }
        });
    return map.get(SECRET) instanceof byte[] key ? key : new byte[0];
  }

  /** Leaves names for a successor. */
  void leave(Handover handover, byte[] key, Map<ByteBuffer, byte[]> owners) {
    Map<String, Object> image = new HashMap<>();
    owners.entrySet().stream()
        .limit(MOST)
        .forEach(
            each -> image.put(HexFormat.of().formatHex(each.getKey().array()), each.getValue()));
    image.put(SECRET, key);
    handover.leave(KEY, image, LIFE);
  }

  /** Returns the name of a bind: the one it had before, or a new one. */
  byte[] of(ByteBuffer bind) {
    byte[] before = left.remove(bind);
    if (before != null) {
      return before;
    }
    byte[] fresh = new byte[LENGTH];
    random.nextBytes(fresh);
    return fresh;
  }
}
