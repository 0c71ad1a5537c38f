package org.vedette.method.oath;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.auth.Answer;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.Register;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.api.state.Merge;
import org.vedette.api.state.RegisterValue;

/** Plays the core for one enrollment: keeps the registers as the verdicts say. */
final class Server {
  final OathMethod method = new OathMethod("1.0.0");
  final Map<String, RegisterValue> registers = new HashMap<>();
  private final Token token;
  private final byte[] key;

  Server(Token token, byte[] key) {
    this.token = token;
    this.key = key;
  }

  Verification type(String code, long second) {
    return keep(
        method.verify(
            enrolled(), Optional.empty(), new Answer.Typed(Secret.of(code)), context(second)));
  }

  Verification resynchronise(long second, String... codes) {
    List<Secret> secrets = List.of(codes).stream().map(Secret::of).toList();
    return keep(method.resynchronise(enrolled(), secrets, context(second)));
  }

  /** The code of a step or counter. */
  String code(long counter) {
    CodeGenerator codes = new CodeGenerator(Secret.of(key), token.algorithm(), token.digits());
    return String.format("%0" + token.digits() + "d", codes.code(counter));
  }

  /** What a token shows whose clock is so many steps ahead. */
  String shown(long second, long ahead) {
    return code(Math.floorDiv(second, (long) token.period()) + ahead);
  }

  long register(String name) {
    return enrolled().register(name);
  }

  Enrolled enrolled() {
    return new Enrolled(
        new UUID(1, 2),
        1,
        "standard",
        token.digits(),
        token.params(),
        Optional.of(Secret.of(key)),
        registers);
  }

  static MethodContext context(long second) {
    return new MethodContext(Instant.ofEpochSecond(second), Locale.ENGLISH, "vpn", byte[]::new);
  }

  private Verification keep(Verification verdict) {
    if (verdict instanceof Verification.Accepted accepted) {
      accepted.registers().forEach(this::merge);
    }
    return verdict;
  }

  private void merge(Register write) {
    RegisterValue old = registers.get(write.name());
    boolean newer =
        old == null
            || (write.merge() == Merge.MAX
                ? write.value() > old.value()
                : write.stamp() > old.stamp());
    if (newer) {
      registers.put(write.name(), new RegisterValue(write.stamp(), write.value()));
    }
  }
}
