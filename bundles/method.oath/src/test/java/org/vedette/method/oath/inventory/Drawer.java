package org.vedette.method.oath.inventory;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;
import org.vedette.api.token.AssignOrder;
import org.vedette.api.token.HardwareToken;
import org.vedette.api.token.ImportOrder;
import org.vedette.api.token.ImportReport;
import org.vedette.api.token.ImportResult;
import org.vedette.api.token.TokenEntry;
import org.vedette.api.token.TokenQuery;
import org.vedette.api.token.TokenResult;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.testkit.memory.FakeClock;
import org.vedette.testkit.memory.MemoryRecords;
import org.vedette.testkit.memory.MemoryState;
import org.vedette.testkit.memory.MemoryVault;
import org.vedette.testkit.oath.SoftToken;

/** An inventory in memory, and tokens to hold in the hand. */
final class Drawer {
  static final Actor ACTOR = new Actor("desk", "rest", "192.0.2.9");
  static final String BASE32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  static final String CLOUD = "upn,serial number,secret key,time interval,manufacturer,model\n";

  final FakeClock clock = new FakeClock(Instant.parse("2026-11-21T06:00:00Z"));
  final MemoryRecords records = new MemoryRecords();
  final MemoryState state = new MemoryState(clock);
  final MemoryVault vault = new MemoryVault(3);
  final Stores stores = new Stores(records, records, state, state, state, vault, clock);
  final TokenInventory desk = new TokenInventory(stores);
  final SoftToken token = SoftToken.scan("otpauth://totp/x?period=30&digits=6&secret=" + BASE32);

  User user(String name) {
    User user = User.builder(UUID.randomUUID(), name, name).build();
    records.given(User.TYPE, user);
    return user;
  }

  ImportReport load(String file) {
    return load(file, false, false);
  }

  ImportReport load(String file, boolean replace, boolean dryRun) {
    return ((ImportResult.Imported) order(file, replace, dryRun)).report();
  }

  ImportResult order(String file, boolean replace, boolean dryRun) {
    byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
    ImportOrder order =
        new ImportOrder(bytes, "auto", Optional.empty(), Optional.empty(), replace, false, dryRun);
    return desk.load(order, ACTOR).toCompletableFuture().join();
  }

  TokenEntry entry(String serial) {
    List<TokenEntry> found = desk.find(serial);
    if (found.size() != 1) {
      throw new AssertionError(serial + ": " + found);
    }
    return found.get(0);
  }

  TokenResult assign(String serial, Optional<User> user, String... codes) {
    return assign(entry(serial).token(), user, codes);
  }

  TokenResult assign(HardwareToken which, Optional<User> user, String... codes) {
    AssignOrder order =
        new AssignOrder(
            which.id(),
            user.map(User::id),
            Enrollment.STANDARD,
            "",
            Arrays.stream(codes).map(Secret::of).toList());
    return done(desk.assign(order, ACTOR));
  }

  TokenResult release(String serial) {
    return done(desk.release(entry(serial).token().id(), ACTOR));
  }

  TokenResult remove(String serial) {
    return done(desk.remove(entry(serial).token().id(), ACTOR));
  }

  String shown(long ahead) {
    return token.codeFor(step() + ahead);
  }

  long step() {
    return clock.instant().getEpochSecond() / 30;
  }

  List<String> serials(TokenQuery query) {
    return desk.list(query).items().stream().map(it -> it.token().serial()).toList();
  }

  static String refused(TokenResult result) {
    TokenResult.Rejected rejected = (TokenResult.Rejected) result;
    return rejected.field() + " " + rejected.message();
  }

  static TokenEntry entry(TokenResult result) {
    if (result instanceof TokenResult.Done done) {
      return done.entry();
    }
    throw new AssertionError(result);
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
