package org.vedette.sdk.application;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vedette.api.auth.Application;
import org.vedette.sdk.http.Json;

/**
 * An application in JSON.
 *
 * @param id identity
 * @param version version; given with a change, the change is refused unless it is still this one
 * @param name name
 * @param listener id of the listener
 * @param selectors how the listener knows it
 * @param enabled false: treated as not configured
 * @param userMatch whether only users in the data may sign in
 * @param primary who checks the password: local, none, directory:NAME, ntlm:NAME or radius:NAME
 * @param methods methods allowed; empty for all
 * @param groups groups of which the user must be in one; empty for no such rule
 * @param deadlineSeconds how long a sign-in may take, 5 to 120
 * @param appended off, plain or separated
 * @param separator 1 to 3 characters between password and code
 * @param tries answers that one challenge may get, 1 to 10
 * @param trustedNetworks networks whose clients skip the second factor
 * @param requireAlways switches every skip of the second factor off
 * @param cacheBy what has to be the same for a second factor to count again: user, application or
 *     address
 * @param cacheSeconds for how long it counts, 0 to 86400; 0 is off
 * @param fallback methods whose codes may be typed when another was denied or not answered
 * @param failOpen whether people are let in when no message can be sent to them
 * @param extra settings of the listener; secret ones read as "(set)"
 */
public record ApplicationView(
    String id,
    long version,
    String name,
    String listener,
    List<String> selectors,
    boolean enabled,
    boolean userMatch,
    String primary,
    List<String> methods,
    List<String> groups,
    long deadlineSeconds,
    String appended,
    String separator,
    int tries,
    List<String> trustedNetworks,
    boolean requireAlways,
    String cacheBy,
    long cacheSeconds,
    List<String> fallback,
    boolean failOpen,
    Map<String, String> extra)
    implements Json {

  /** What is shown instead of a secret. */
  public static final String SET = "(set)";

  /**
   * Shows an application.
   *
   * @param hidden names of the secret fields of its listener
   * @param known whether the listener is installed; otherwise every extra field is hidden
   */
  static ApplicationView of(Application it, Set<String> hidden, boolean known) {
    Map<String, String> extra = new TreeMap<>();
    it.extra()
        .forEach(
            (field, value) -> extra.put(field, known && !hidden.contains(field) ? value : SET));
    return new ApplicationView(
        it.id().toString(),
        it.version(),
        it.label(),
        it.listener(),
        it.selectors(),
        it.enabled(),
        it.userMatch(),
        it.primary(),
        List.copyOf(new TreeSet<>(it.methods())),
        List.copyOf(new TreeSet<>(it.groups())),
        it.deadline().toSeconds(),
        it.appended().mode().name().toLowerCase(Locale.ROOT),
        it.appended().separator(),
        it.tries(),
        it.trustedNetworks(),
        it.requireAlways(),
        it.cache().by().name().toLowerCase(Locale.ROOT),
        it.cache().life().toSeconds(),
        it.otherwise().methods().stream().sorted().toList(),
        it.otherwise().failOpen(),
        extra);
  }
}
