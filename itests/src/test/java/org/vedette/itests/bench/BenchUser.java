package org.vedette.itests.bench;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.vedette.testkit.oath.SoftToken;

/** A user with a token, who signs in once at a time. */
final class BenchUser {
  /** Counters near the expected one that a server may recognise. */
  private static final int NEAR = 12;

  private static final int CODES = 1_000_000;
  private static final int STEP_SECONDS = 30;

  private final String name;
  private final SoftToken token;
  private final boolean timed;
  private long counter;
  private long shownFor = -1;
  private String shown = "";
  private long wrongFor = -1;
  private String wrong = "";

  private BenchUser(String name, SoftToken token, boolean timed) {
    this.name = name;
    this.token = token;
    this.timed = timed;
  }

  /** A user with a counter token (RFC 4226): each code is another one. */
  static BenchUser counted(String name, SoftToken token) {
    return new BenchUser(name, token, false);
  }

  /** A user with a clock token (RFC 6238): codes repeat while the time step lasts. */
  static BenchUser timed(String name, SoftToken token) {
    return new BenchUser(name, token, true);
  }

  /** The name of a user. */
  static String name(int number) {
    return "bench%05d".formatted(number);
  }

  String name() {
    return name;
  }

  /** Presses the button of the token. */
  String nextCode() {
    return timed ? shownNow() : token.codeFor(counter++);
  }

  private String shownNow() {
    long step = Instant.now().getEpochSecond() / STEP_SECONDS;
    if (step != shownFor) {
      shownFor = step;
      shown = token.codeFor(step);
    }
    return shown;
  }

  /** A code that the token neither showed nor shows soon. */
  String wrongCode() {
    if (timed) {
      counter = Instant.now().getEpochSecond() / STEP_SECONDS;
    }
    if (wrongFor != counter) {
      wrongFor = counter;
      wrong = otherThanNear();
    }
    return wrong;
  }

  private String otherThanNear() {
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
