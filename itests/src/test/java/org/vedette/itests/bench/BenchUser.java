package org.vedette.itests.bench;

import java.util.HashSet;
import java.util.Set;
import org.vedette.testkit.oath.SoftToken;

/** A user with a counter token (RFC 4226), who signs in once at a time. */
final class BenchUser {
  /** Counters near the expected one that a server may recognise. */
  private static final int NEAR = 12;

  private static final int CODES = 1_000_000;

  private final String name;
  private final SoftToken token;
  private long counter;

  BenchUser(String name, SoftToken token) {
    this.name = name;
    this.token = token;
  }

  String name() {
    return name;
  }

  /** Presses the button of the token. */
  String nextCode() {
    return token.codeFor(counter++);
  }

  /** A code that the token neither showed nor shows soon. */
  String wrongCode() {
    Set<String> near = new HashSet<>();
    for (long each = Math.max(0, counter - NEAR); each <= counter + NEAR; each++) {
      near.add(token.codeFor(each));
    }
    for (int number = (int) (counter % CODES); ; number = (number + 1) % CODES) {
      String code = "%06d".formatted(number);
      if (!near.contains(code)) {
        return code;
      }
    }
  }
}
