package org.vedette.itests.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.codec.radius.Code;
import org.vedette.testkit.oath.SoftToken;

/** Signs in, then tries what must not work, and tells each packet in plain words. */
final class SignIns {
  private static final int PERIOD = 30;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final DemoValues values;
  private final PrintStream out;
  private int step;

  SignIns(DemoValues values, PrintStream out) {
    this.values = values;
    this.out = out;
  }

  /** Shows all steps; returns whether each went as it must. */
  boolean show() throws IOException {
    SoftToken app = SoftToken.scan(values.otpauth());
    String user = values.user();
    try (RadiusClient client =
        RadiusClient.to(values.server(), values.secret()).timeout(TIMEOUT).open()) {
      String code = app.codeFor(freshStep());

      say("The VPN sends an Access-Request with the name " + user + " and the right password.");
      Exchange asked = client.authenticate(user, values.password());
      if (!came(asked, Code.ACCESS_CHALLENGE, "the password is right; now the code is asked for")) {
        return false;
      }
      say("The user types the code " + code + "; it goes out in an Access-Request with the State.");
      Exchange in = client.answer(asked, user, code);
      if (!came(in, Code.ACCESS_ACCEPT, user + " is signed in")) {
        return false;
      }
      say("Somebody has watched, and tries the same code again: password first.");
      Exchange again = client.authenticate(user, values.password());
      if (!came(again, Code.ACCESS_CHALLENGE, "the password is right, too")) {
        return false;
      }
      say("The code " + code + " a second time, within its thirty seconds.");
      if (!came(client.answer(again, user, code), Code.ACCESS_REJECT, "a code works once")) {
        return false;
      }
      say("An Access-Request with a wrong password.");
      Exchange wrong = client.authenticate(user, "not-the-password");
      return came(wrong, Code.ACCESS_REJECT, "nobody learns whether name or password was wrong");
    }
  }

  /**
   * A step whose code has not been used: a second demo within thirty seconds waits for the next.
   */
  private long freshStep() throws IOException {
    long now = Instant.now().getEpochSecond();
    long fresh = Math.max(now / PERIOD, values.usedStep() + 1);
    long wait = fresh * PERIOD - now;
    if (wait > 0) {
      out.println("The code of this half minute is used up: waiting " + wait + " s for the next.");
      out.flush();
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(wait);
      while (System.nanoTime() < until) {
        LockSupport.parkNanos(until - System.nanoTime());
      }
    }
    values.use(fresh);
    return fresh;
  }

  private void say(String sentence) {
    step++;
    out.println();
    out.println(step + ". " + sentence);
  }

  /** Tells what came; returns whether it is what must come. */
  private boolean came(Exchange exchange, Code code, String meaning) {
    boolean right = exchange.is(code) && exchange.problems().isEmpty();
    String answer =
        exchange.reply().map(it -> name(it.code())).orElse("no answer at all") + took(exchange);
    if (right) {
      String message = exchange.message().isEmpty() ? "" : " \"" + exchange.message() + "\"";
      out.println("   -> " + answer + message + ": " + meaning + ".");
    } else {
      out.println(
          "   -> " + answer + ", but " + name(code) + " was expected. " + exchange.problems());
    }
    out.flush();
    return right;
  }

  private static String took(Exchange exchange) {
    return " (" + exchange.took().toMillis() + " ms)";
  }

  /** The name that RFC 2865 gives a packet: {@code Access-Accept}. */
  private static String name(Code code) {
    return Arrays.stream(code.name().split("_"))
        .map(it -> it.charAt(0) + it.substring(1).toLowerCase(java.util.Locale.ROOT))
        .collect(Collectors.joining("-"));
  }
}
