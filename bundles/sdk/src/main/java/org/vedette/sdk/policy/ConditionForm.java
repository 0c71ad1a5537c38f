package org.vedette.sdk.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vedette.api.auth.Application;
import org.vedette.api.policy.AddressRange;
import org.vedette.api.policy.NetworkList;
import org.vedette.api.policy.PolicyRule.Condition;
import org.vedette.api.policy.PolicyRule.Kind;
import org.vedette.api.policy.RiskFlag;
import org.vedette.api.policy.TimeWindow;
import org.vedette.api.user.User;
import org.vedette.api.user.UserNames;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Plugins;

/** Reads conditions from JSON; names of users and applications become their ids. */
final class ConditionForm {
  private static final int MAX_VALUES = 100;
  private static final int MAX_LENGTH = 256;
  private static final Pattern PLUGIN = Pattern.compile("([a-z0-9._]{1,64})(?::.{0,200})?");

  private final Installed installed;
  private final Plugins plugins;

  ConditionForm(Installed installed, Plugins plugins) {
    this.installed = installed;
    this.plugins = plugins;
  }

  /** Reads what is given of {@code when} and {@code not}; the other conditions stay. */
  List<Condition> read(List<Condition> old, Fields fields) {
    List<Condition> all = new ArrayList<>(old);
    for (boolean not : new boolean[] {false, true}) {
      fields
          .object(not ? "not" : "when", "{\"network\": [\"@office\"]}")
          .ifPresent(given -> replace(all, given, not));
    }
    return all;
  }

  private void replace(List<Condition> all, Fields given, boolean not) {
    for (Kind kind : Kind.values()) {
      given
          .texts(kind.text(), MAX_VALUES, MAX_LENGTH, example(kind))
          .ifPresent(
              values -> {
                all.removeIf(it -> it.kind() == kind && it.not() == not);
                if (!values.isEmpty()) {
                  all.add(new Condition(kind, not, values(kind, values, given)));
                }
              });
    }
    given.end();
  }

  private List<String> values(Kind kind, List<String> typed, Fields given) {
    List<String> values = new ArrayList<>();
    for (String each : typed) {
      String value =
          value(kind, each)
              .orElseThrow(() -> given.bad(kind.text(), "'%s' is none; %s", each, expected(kind)));
      if (!values.contains(value)) {
        values.add(value);
      }
    }
    return values;
  }

  private Optional<String> value(Kind kind, String typed) {
    return switch (kind) {
      case USER ->
          UserNames.normalise(typed)
              .flatMap(it -> installed.records().findByKey(User.TYPE, User.key(it)))
              .map(it -> it.id().toString());
      case APPLICATION ->
          installed
              .records()
              .findByKey(Application.TYPE, Application.key(typed))
              .map(it -> it.id().toString());
      case GROUP -> Optional.of(typed);
      case LISTENER -> known(plugins.listeners().keys(), typed);
      case NETWORK -> network(installed, typed);
      case TIME -> TimeWindow.parse(typed).map(TimeWindow::toString);
      case METHOD, ENROLLED -> known(plugins.methods().keys(), typed);
      case RISK -> RiskFlag.of(typed).map(RiskFlag::text);
      case PLUGIN -> plugin(typed);
    };
  }

  /** Reads an address, a range, a network, or the name of one that exists. */
  static Optional<String> network(Installed installed, String typed) {
    if (!typed.startsWith(NetworkList.MARK)) {
      return AddressRange.parse(typed).map(AddressRange::toString);
    }
    String name = typed.substring(NetworkList.MARK.length());
    return installed
        .records()
        .findByKey(NetworkList.TYPE, NetworkList.key(name))
        .map(it -> NetworkList.reference(it.name()));
  }

  private static Optional<String> known(Set<String> all, String typed) {
    return all.contains(typed) ? Optional.of(typed) : Optional.empty();
  }

  private Optional<String> plugin(String typed) {
    var matcher = PLUGIN.matcher(typed);
    return matcher.matches() && installed.policy().conditions().contains(matcher.group(1))
        ? Optional.of(typed)
        : Optional.empty();
  }

  /** Passes the id of a method. */
  String method(String id) {
    return known(plugins.methods().keys(), id)
        .orElseThrow(
            () ->
                Problem.field("methods", "'%s' is none; %s".formatted(id, expected(Kind.METHOD))));
  }

  private String expected(Kind kind) {
    return switch (kind) {
      case USER -> "name users that are in the data";
      case APPLICATION -> "name applications that exist";
      case GROUP -> "name groups";
      case LISTENER -> "installed are: " + list(plugins.listeners().keys());
      case NETWORK ->
          "write 10.0.0.0/8, 192.0.2.7, 192.0.2.10-192.0.2.19, 2001:db8::/32, or @NAME of a network"
              + " that exists";
      case TIME -> "write " + TimeWindow.FORM;
      case METHOD, ENROLLED -> "installed are: " + list(plugins.methods().keys());
      case RISK ->
          "known are: "
              + Arrays.stream(RiskFlag.values())
                  .map(RiskFlag::text)
                  .collect(Collectors.joining(", "));
      case PLUGIN ->
          "write NAME or NAME:ARGUMENT; installed are: " + list(installed.policy().conditions());
    };
  }

  private static String list(Set<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", new TreeSet<>(names));
  }

  private static String example(Kind kind) {
    return switch (kind) {
      case USER -> "alice";
      case APPLICATION -> "vpn";
      case GROUP -> "vpn-users";
      case LISTENER -> "radius";
      case NETWORK -> "@office";
      case TIME -> "mon-fri 08:00-18:00 Europe/Zurich";
      case METHOD, ENROLLED -> "oath";
      case RISK -> "recent-failures";
      case PLUGIN -> "geo:CH";
    };
  }
}
