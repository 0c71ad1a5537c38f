package org.vedette.api.auth;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vedette.api.secret.SealedPlace;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.StoredRecord;

/**
 * A configured client of a listener: a VPN, a gateway, a web page.
 *
 * @param id identity
 * @param version version
 * @param label name as entered
 * @param name label in lower case; unique
 * @param listener id of the listener it speaks to
 * @param selectors how the listener knows it, in the listener's own form: for RADIUS addresses and
 *     networks like {@code 192.0.2.0/24}; no two applications of a listener share one
 * @param enabled false: treated as not configured
 * @param userMatch whether only users in the data may sign in
 * @param primary who checks the password: {@code local}, {@code directory:NAME}, {@code ntlm:NAME},
 *     {@code radius:NAME}, or {@link #PRIMARY_NONE}
 * @param methods ids of the methods allowed; empty for all
 * @param groups ids of groups of which the user must be in one; empty for no such rule
 * @param deadline how long a sign-in may take; 5 to 120 s
 * @param appended whether a code may follow the password in one field, and after what
 * @param tries answers that one challenge may get before it ends in a denial; 1 to 10
 * @param trustedNetworks networks whose clients skip the second factor, like {@code 10.0.0.0/8}
 * @param requireAlways switches every skip of the second factor off
 * @param cache for how long a second factor that was right counts again
 * @param otherwise what happens when the second factor cannot be had
 * @param extra settings owned by the listener, checked by its {@link ApplicationSchema}; a secret
 *     one holds what the vault sealed for {@link #extraPlace}, as Base64
 */
public record Application(
    UUID id,
    long version,
    String label,
    String name,
    String listener,
    List<String> selectors,
    boolean enabled,
    boolean userMatch,
    String primary,
    Set<String> methods,
    Set<String> groups,
    Duration deadline,
    Appended appended,
    int tries,
    List<String> trustedNetworks,
    boolean requireAlways,
    Cache cache,
    Otherwise otherwise,
    Map<String, String> extra)
    implements StoredRecord {

  /** The client has checked the password itself: the password field holds the code. */
  public static final String PRIMARY_NONE = "none";

  /** Longest time a sign-in may take. */
  public static final Duration MAX_DEADLINE = Duration.ofSeconds(120);

  /** Shortest time a sign-in may be given. */
  public static final Duration MIN_DEADLINE = Duration.ofSeconds(5);

  /**
   * Whether password and code may come in one field.
   *
   * @param mode off, or appended with or without a separator
   * @param separator 1 to 3 characters between password and code; empty unless {@code SEPARATED}
   */
  public record Appended(Mode mode, String separator) {
    /** Ways of joining password and code. */
    public enum Mode {
      /** The field holds the password alone. */
      OFF,
      /** The code follows the password directly and is split off by its known length. */
      PLAIN,
      /** A separator stands between; the last one counts. */
      SEPARATED
    }

    /** The field holds the password alone. */
    public static final Appended OFF = new Appended(Mode.OFF, "");
  }

  /**
   * For how long a sign-in with a right second factor lets the same person in without one.
   *
   * @param by what has to be the same
   * @param life 1 s to one day; zero: off
   */
  public record Cache(By by, Duration life) {
    /** What has to be the same, beside the user. */
    public enum By {
      /** Nothing: it counts at every application that caches by user. */
      USER,
      /** The application. */
      APPLICATION,
      /** The application and the address of the person's device. */
      ADDRESS
    }

    /** Every sign-in needs its second factor. */
    public static final Cache OFF = new Cache(By.APPLICATION, Duration.ZERO);

    /** Longest life. */
    public static final Duration LONGEST = Duration.ofDays(1);
  }

  /**
   * What happens when a person was asked elsewhere and said no or nothing, or could not be asked.
   *
   * @param methods ids of methods whose codes may be typed then; empty: denied
   * @param failOpen whether people are let in when no message can be sent to them
   */
  public record Otherwise(Set<String> methods, boolean failOpen) {
    /** Denied. */
    public static final Otherwise DENIED = new Otherwise(Set.of(), false);

    /** Copies the methods. */
    public Otherwise {
      methods = Set.copyOf(methods);
    }
  }

  /** Byte form. */
  public static final RecordType<Application> TYPE =
      new RecordType<>(
          "application", 5, 3, Application.class, Application::write, Application::read);

  /** Copies the collections. */
  public Application {
    selectors = List.copyOf(selectors);
    methods = Set.copyOf(methods);
    groups = Set.copyOf(groups);
    trustedNetworks = List.copyOf(trustedNetworks);
    extra = Map.copyOf(extra);
  }

  /** An application that caches nothing and denies whoever cannot be asked. */
  public Application(
      UUID id,
      long version,
      String label,
      String name,
      String listener,
      List<String> selectors,
      boolean enabled,
      boolean userMatch,
      String primary,
      Set<String> methods,
      Set<String> groups,
      Duration deadline,
      Appended appended,
      int tries,
      List<String> trustedNetworks,
      boolean requireAlways,
      Map<String, String> extra) {
    this(
        id,
        version,
        label,
        name,
        listener,
        selectors,
        enabled,
        userMatch,
        primary,
        methods,
        groups,
        deadline,
        appended,
        tries,
        trustedNetworks,
        requireAlways,
        Cache.OFF,
        Otherwise.DENIED,
        extra);
  }

  /** Where the secret setting {@code field} of the application with this id is sealed. */
  public static SealedPlace extraPlace(UUID id, String field) {
    return new SealedPlace("application", id.toString(), "extra." + field);
  }

  /** The key by which {@code Records.findByKey} finds the application with this label. */
  public static String key(String label) {
    return "name:" + label.toLowerCase(Locale.ROOT);
  }

  /** The key that a selector takes within its listener. */
  public static String selectorKey(String listener, String selector) {
    return "selector:" + listener + "/" + selector;
  }

  @Override
  public Set<String> uniqueKeys() {
    return Stream.concat(
            Stream.of(key(label)), selectors.stream().map(each -> selectorKey(listener, each)))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public String searchText() {
    return (name + "\n" + String.join("\n", selectors)).toLowerCase(Locale.ROOT);
  }

  private static void write(Encoder out, Application it) {
    out.uuid(it.id).i64(it.version).text(it.label).text(it.name).text(it.listener);
    out.texts(it.selectors).bool(it.enabled).bool(it.userMatch).text(it.primary);
    out.texts(new TreeSet<>(it.methods)).texts(new TreeSet<>(it.groups));
    out.i64(it.deadline.toMillis());
    out.text(it.appended.mode().name()).text(it.appended.separator());
    out.i32(it.tries);
    out.texts(it.trustedNetworks).bool(it.requireAlways).map(it.extra);
    out.text(it.cache.by().name()).i64(it.cache.life().toMillis());
    out.texts(new TreeSet<>(it.otherwise.methods())).bool(it.otherwise.failOpen());
  }

  private static Application read(int schema, Decoder in) {
    Application first =
        new Application(
            in.uuid(),
            in.i64(),
            in.text(),
            in.text(),
            in.text(),
            in.texts(),
            in.bool(),
            in.bool(),
            in.text(),
            Set.copyOf(in.texts()),
            Set.copyOf(in.texts()),
            Duration.ofMillis(in.i64()),
            new Appended(in.constant(Appended.Mode.class), in.text()),
            in.i32(),
            in.texts(),
            in.bool(),
            in.map());
    if (schema < 2) {
      return first;
    }
    Application second =
        first.caching(new Cache(in.constant(Cache.By.class), Duration.ofMillis(in.i64())));
    return schema < 3 ? second : second.otherwise(new Otherwise(Set.copyOf(in.texts()), in.bool()));
  }

  /** Returns the same application with another cache. */
  public Application caching(Cache next) {
    return with(next, otherwise);
  }

  /** Returns the same application with another way out. */
  public Application otherwise(Otherwise next) {
    return with(cache, next);
  }

  private Application with(Cache nextCache, Otherwise nextOtherwise) {
    return new Application(
        id,
        version,
        label,
        name,
        listener,
        selectors,
        enabled,
        userMatch,
        primary,
        methods,
        groups,
        deadline,
        appended,
        tries,
        trustedNetworks,
        requireAlways,
        nextCache,
        nextOtherwise,
        extra);
  }
}
