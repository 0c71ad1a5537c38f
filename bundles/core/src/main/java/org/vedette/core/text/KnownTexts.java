package org.vedette.core.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vedette.api.delivery.TextDesk.Known;

/** Which texts there are, and what may stand in each. */
final class KnownTexts {
  /** Where a text shows a code. */
  static final String CODE = "otp";

  /** Where a text shows a first PIN. */
  static final String PIN = "pin";

  private static final List<String> SIGN_IN =
      List.of("application_name", "minutes", CODE, "username");
  private static final List<String> PERSON =
      List.of("first_name", "last_name", "name", "organisation", "portal", "username");
  private static final List<String> FACTORS = List.of("backup_phone", "method", "phone");

  private static final List<Known> ALL = all();
  private static final Map<String, Known> BY_KEY =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Known::key, Function.identity()));

  private KnownTexts() {}

  /** Returns all, sorted by key. */
  static List<Known> list() {
    return ALL;
  }

  /** Finds one. */
  static Optional<Known> find(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }

  private static List<Known> all() {
    List<Known> all = new ArrayList<>();
    for (String key : List.of("sms.code", "sms.reply", "sms.reply.pin", "mail.code")) {
      all.add(known(key, Optional.of(CODE), SIGN_IN));
    }
    for (String first : List.of("call", "text", "app", "oath", "other")) {
      all.add(known("mail.welcome." + first, Optional.empty(), PERSON, FACTORS));
      all.add(known("mail.welcome." + first + ".pin", Optional.empty(), PERSON, FACTORS));
    }
    all.add(known("mail.update", Optional.empty(), PERSON, FACTORS));
    all.add(known("mail.pin", Optional.of(PIN), PERSON, List.of(PIN)));
    all.add(known("mail.lockout", Optional.empty(), PERSON, List.of("until")));
    all.add(known("mail.newdevice", Optional.empty(), PERSON, List.of("label", "method")));
    all.add(
        known(
            "mail.fraud", Optional.empty(), PERSON, List.of("application_name", "phone", "time")));
    all.add(known("mail.block", Optional.empty(), PERSON, List.of("actor", "reason", "until")));
    all.add(
        known(
            "mail.sync",
            Optional.empty(),
            List.of("count", "list", "organisation", "portal", "users")));
    for (String call : List.of("call.standard", "call.pin")) {
      all.add(known("voice." + call, Optional.empty(), List.of("application_name")));
    }
    for (String said :
        List.of(
            "retry.standard",
            "retry.pin",
            "fraud.confirm",
            "fraud.reported",
            "success",
            "denied",
            "unavailable",
            "newpin",
            "newpin.again",
            "newpin.bad")) {
      all.add(known("voice." + said, Optional.empty()));
    }
    all.sort(Comparator.comparing(Known::key));
    return List.copyOf(all);
  }

  @SafeVarargs
  private static Known known(String key, Optional<String> needed, List<String>... placeholders) {
    return new Known(
        key, List.of(placeholders).stream().flatMap(List::stream).sorted().toList(), needed);
  }
}
