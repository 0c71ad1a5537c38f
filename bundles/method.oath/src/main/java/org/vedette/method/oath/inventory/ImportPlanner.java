package org.vedette.method.oath.inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.UnsealException;
import org.vedette.api.token.HardwareToken;
import org.vedette.api.token.ImportReport;
import org.vedette.api.token.TokenDesk;
import org.vedette.api.token.TokenEntry;
import org.vedette.api.token.TokenState;
import org.vedette.api.user.User;
import org.vedette.api.user.UserNames;
import org.vedette.method.oath.file.Seed;
import org.vedette.method.oath.inventory.PlannedToken.Kind;

/** Decides what becomes of each entry of a file. Not thread-safe. */
final class ImportPlanner {
  private final Stores stores;
  private final Shelf shelf;
  private final boolean replace;
  private final Existing existing;
  private final Map<String, Integer> seen = new HashMap<>();
  private final Map<UUID, Integer> counts = new HashMap<>();
  private final List<PlannedToken> planned = new ArrayList<>();
  private final List<ImportReport.Line> lines = new ArrayList<>();
  private int unchanged;

  /** Plans {@code entries} of them. */
  ImportPlanner(Stores stores, boolean replace, int entries) {
    this.stores = stores;
    this.existing = new Existing(stores.records(), entries);
    this.shelf = new Shelf(stores.records());
    this.replace = replace;
  }

  List<PlannedToken> planned() {
    return planned;
  }

  List<ImportReport.Line> lines() {
    return lines;
  }

  int unchanged() {
    return unchanged;
  }

  void plan(Seed seed) {
    String key = HardwareToken.key(seed.manufacturer(), seed.serial());
    Integer before = seen.putIfAbsent(key, seed.line());
    if (before != null) {
      refuse(seed, "serial", "occurs twice in this file: first on line " + before);
      return;
    }
    Optional<HardwareToken> there = existing.find(key);
    if (there.isEmpty()) {
      planned.add(new PlannedToken(seed, Kind.ADD, there, user(seed)));
    } else if (same(there.get(), seed)) {
      mean(seed, shelf.entry(there.get()));
    } else {
      other(seed, shelf.entry(there.get()));
    }
  }

  /** The token is there, just so; the file may name a user for it. */
  private void mean(Seed seed, TokenEntry there) {
    Optional<UUID> user = seed.upn().isEmpty() ? Optional.empty() : find(seed.upn());
    if (seed.upn().isEmpty() || user.equals(there.user())) {
      unchanged++;
      if (!seed.upn().isEmpty() && user.isEmpty()) {
        nobody(seed);
      }
    } else if (there.state() == TokenState.ASSIGNED) {
      unchanged++;
      note(seed, "upn", "another user has this token");
    } else if (there.state() == TokenState.WAITING && !replace) {
      unchanged++;
      note(seed, "upn", "the token waits for another user; it stays so unless it is replaced");
    } else {
      Optional<UUID> meant = user(seed);
      if (meant.isEmpty()) {
        unchanged++;
      } else {
        planned.add(new PlannedToken(seed, Kind.MEAN, Optional.of(there.token()), meant));
      }
    }
  }

  private void other(Seed seed, TokenEntry there) {
    if (there.state() == TokenState.ASSIGNED) {
      refuse(seed, "serial", "is there with another secret, and a user has it: it is not replaced");
    } else if (!replace) {
      refuse(
          seed, "serial", "is there with another secret; it is not overwritten unless asked for");
    } else {
      planned.add(new PlannedToken(seed, Kind.REPLACE, Optional.of(there.token()), user(seed)));
    }
  }

  private boolean same(HardwareToken there, Seed seed) {
    if (!there.params().equals(seed.token().params())) {
      return false;
    }
    try (Secret kept = stores.vault().open(HardwareToken.place(there.id()), there.sealed())) {
      return kept.equals(seed.secret());
    } catch (UnsealException damaged) {
      return false;
    }
  }

  /** Finds the user whom the file names; says so when the token has to stay free. */
  private Optional<UUID> user(Seed seed) {
    if (seed.upn().isEmpty()) {
      return Optional.empty();
    }
    Optional<UUID> user = find(seed.upn());
    if (user.isEmpty()) {
      nobody(seed);
      return user;
    }
    int count = counts.computeIfAbsent(user.get(), id -> shelf.countOf(id, Optional.empty()));
    if (count >= TokenDesk.MOST_OF_A_USER) {
      note(seed, "upn", "the user has " + TokenDesk.MOST_OF_A_USER + " tokens: this one is free");
      return Optional.empty();
    }
    counts.put(user.get(), count + 1);
    return user;
  }

  /** By the whole name, or by what stands before the at sign: names here may lack the domain. */
  private Optional<UUID> find(String upn) {
    int at = upn.indexOf('@');
    return named(upn).or(() -> at > 0 ? named(upn.substring(0, at)) : Optional.empty());
  }

  private Optional<UUID> named(String name) {
    return UserNames.normalise(name)
        .flatMap(it -> stores.records().findByKey(User.TYPE, User.key(it)))
        .map(User::id);
  }

  private void nobody(Seed seed) {
    note(seed, "upn", "no user has this name: the token is free");
  }

  private void refuse(Seed seed, String field, String reason) {
    lines.add(new ImportReport.Line(seed.line(), seed.serial(), field, reason, false));
  }

  private void note(Seed seed, String field, String reason) {
    lines.add(new ImportReport.Line(seed.line(), seed.serial(), field, reason, true));
  }
}
