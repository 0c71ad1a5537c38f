package org.vedette.sdk.user;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vedette.api.store.Records;
import org.vedette.api.user.Block;
import org.vedette.api.user.Bypass;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.LocalPassword;
import org.vedette.api.user.Pin;
import org.vedette.api.user.User;
import org.vedette.api.user.UserNames;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.Times;
import org.vedette.sdk.service.Installed;

/** Finds users, and shows them with what belongs to them. */
final class UserViews {
  private final Installed installed;

  UserViews(Installed installed) {
    this.installed = installed;
  }

  /** Finds a user by a name in any form that normalises. */
  User find(String typed) {
    return UserNames.normalise(typed)
        .flatMap(name -> installed.records().findByKey(User.TYPE, User.key(name)))
        .orElseThrow(() -> Problem.notFound("user", typed));
  }

  /** An administrator's block, or the one that the user's own report of fraud began. */
  private Optional<Block> block(User user) {
    return user.block().or(() -> installed.findLockouts().flatMap(it -> it.fraudBlock(user.id())));
  }

  UserView view(User user) {
    Records records = installed.records();
    Optional<Instant> locked =
        installed.findLockouts().flatMap(lockouts -> lockouts.lockedUntil(user.id()));
    return new UserView(
        user.id().toString(),
        user.version(),
        user.username(),
        user.enabled(),
        user.firstName(),
        user.lastName(),
        user.email(),
        user.group(),
        user.description(),
        PhoneView.of(user.phone()),
        PhoneView.of(user.backupPhone()),
        user.defaultMethod().orElse(null),
        user.methodOrder(),
        new TreeMap<>(user.languages()),
        new TreeSet<>(user.groups()).stream().toList(),
        BlockView.of(block(user)),
        BypassView.of(records.find(Bypass.TYPE, user.id())),
        locked.map(Times::text).orElse(null),
        records.ownedBy(Enrollment.TYPE, user.id()).stream().anyMatch(Enrollment::enabled),
        records.find(LocalPassword.TYPE, user.id()).isPresent(),
        records.find(Pin.TYPE, user.id()).isPresent());
  }
}
