package org.vedette.itests.bench.jmh;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.vedette.api.auth.Answer;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.method.oath.OathMethods;
import org.vedette.testkit.oath.SoftToken;

/** The verdict on one code: every counter or step of the window is computed, whichever matches. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class OathBenchmark {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:10Z");

  private final AuthenticationMethod method = OathMethods.withDefaults();
  private final SoftToken token =
      SoftToken.scan("otpauth://totp/bench?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  private final Secret seed = Secret.of("12345678901234567890");
  private final MethodContext context =
      new MethodContext(NOW, Locale.ENGLISH, "bench", byte[]::new);
  private final Enrolled timed = enrolled("totp");
  private final Enrolled counted = enrolled("hotp");
  private final Answer shown = new Answer.Typed(Secret.of(token.codeAt(NOW)));
  private final Answer pressed = new Answer.Typed(Secret.of(token.codeFor(0)));

  private Enrolled enrolled(String type) {
    return new Enrolled(
        new UUID(1, 2), 1, "standard", 6, Map.of("type", type), Optional.of(seed), Map.of());
  }

  /** TOTP, SHA-1, the shipped window. */
  @Benchmark
  public Verification totp() {
    return method.verify(timed, Optional.empty(), shown, context);
  }

  /** HOTP, the shipped look-ahead, at counter 0. */
  @Benchmark
  public Verification hotp() {
    return method.verify(counted, Optional.empty(), pressed, context);
  }
}
