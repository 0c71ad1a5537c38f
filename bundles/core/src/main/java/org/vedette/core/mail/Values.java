package org.vedette.core.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.Phone;
import org.vedette.api.user.User;
import org.vedette.core.flow.Ports;
import org.vedette.core.settings.CoreSettings;

/** What stands in place of the placeholders of mails. */
final class Values {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Ports ports;

  Values(Ports ports) {
    this.ports = ports;
  }

  /** Values that every mail about {@code user} may show. */
  Map<String, String> of(User user, CoreSettings settings) {
    Map<String, String> values = new HashMap<>();
    String name = (user.firstName() + " " + user.lastName()).strip();
    values.put("username", user.username());
    values.put("first_name", user.firstName());
    values.put("last_name", user.lastName());
    values.put("name", name.isEmpty() ? user.username() : name);
    values.put("organisation", settings.issuer());
    values.put("portal", settings.mails().portalUrl());
    values.put("phone", user.phone().map(Phone::toString).orElse(""));
    values.put("backup_phone", user.backupPhone().map(Phone::toString).orElse(""));
    first(user).ifPresent(each -> values.put("method", label(each.method())));
    return values;
  }

  /** Values that every mail may show. */
  Map<String, String> ofNobody(CoreSettings settings) {
    return Map.of("organisation", settings.issuer(), "portal", settings.mails().portalUrl());
  }

  /** The enrollment that asks first: of the default method, else by the order, else the oldest. */
  Optional<Enrollment> first(User user) {
    List<Enrollment> usable =
        ports.records().ownedBy(Enrollment.TYPE, user.id()).stream()
            .filter(Enrollment::enabled)
            .sorted(Comparator.comparing(Enrollment::created))
            .toList();
    return usable.stream().min(Comparator.comparingInt(each -> rank(user, each)));
  }

  private static int rank(User user, Enrollment enrollment) {
    if (user.defaultMethod().equals(Optional.of(enrollment.method()))) {
      return -1;
    }
    int at = user.methodOrder().indexOf(enrollment.method());
    return at < 0 ? Integer.MAX_VALUE : at;
  }

  /** What people call a method; its id while it is not installed. */
  String label(String method) {
    return ports.methods().find(method).map(each -> each.info().label()).orElse(method);
  }

  /** A time as mails show it. */
  static String time(Instant at) {
    return TIME.format(at);
  }
}
