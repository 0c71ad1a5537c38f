package org.vedette.api.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.StoredRecord;

/**
 * One rule of policy. Rules are looked at in the order of their positions; the first that is
 * enforced and matches decides.
 *
 * @param id identity
 * @param version version
 * @param position where it stands; among equals the name decides
 * @param label name as entered
 * @param name label in lower case; unique
 * @param mode whether it counts
 * @param conditions all must hold; empty: it matches every sign-in
 * @param effect what it does
 */
public record PolicyRule(
    UUID id,
    long version,
    long position,
    String label,
    String name,
    Mode mode,
    List<Condition> conditions,
    Effect effect)
    implements StoredRecord {
  /** Most rules. */
  public static final int MAX_RULES = 200;

  /** Longest byte form, so that all rules together fit into one change. */
  public static final int MAX_BYTES = 5_000;

  /** Whether a rule counts. */
  public enum Mode {
    /** It is passed over. */
    OFF,
    /** That it matches is written down, and the search goes on. */
    OBSERVE,
    /** It decides where it matches. */
    ENFORCE
  }

  /**
   * What must hold.
   *
   * @param kind what is looked at
   * @param not whether it must not hold
   * @param values of which one must hold; 1 to 100
   */
  public record Condition(Kind kind, boolean not, List<String> values) {
    /** Copies the values. */
    public Condition {
      values = List.copyOf(values);
    }
  }

  /** What a condition looks at, and what its values are. */
  public enum Kind {
    /** Ids of users. */
    USER,
    /** Ids of groups, stored or told by the directory; case does not matter. */
    GROUP,
    /** Ids of applications. */
    APPLICATION,
    /** Ids of listeners. */
    LISTENER,
    /** {@link AddressRange}s, and references to {@link NetworkList}s like {@code @office}. */
    NETWORK,
    /** {@link TimeWindow}s. */
    TIME,
    /** Ids of methods: the one that would be asked first. */
    METHOD,
    /** Ids of methods: those that the user has and may use here. */
    ENROLLED,
    /** {@link RiskFlag}s. */
    RISK,
    /** Names of {@link PolicyCondition}s, with an argument after a colon. */
    PLUGIN;

    /** Returns the name as it is shown. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a rule does.
   *
   * @param kind what in short
   * @param methods with {@code REQUIRE}: the methods that may serve; empty for all
   * @param always with {@code REQUIRE}: bypass, trusted network, cache and fail-open let nobody in
   */
  public record Effect(EffectKind kind, Set<String> methods, boolean always) {
    /** Copies the methods. */
    public Effect {
      methods = Set.copyOf(methods);
    }
  }

  /** What a rule does in short. */
  public enum EffectKind {
    /** Lets the person in without a second factor. */
    PERMIT,
    /** Demands a second factor. */
    REQUIRE,
    /** Keeps the person out. */
    DENY
  }

  /** Byte form. */
  public static final RecordType<PolicyRule> TYPE =
      new RecordType<>("policy-rule", 12, 1, PolicyRule.class, PolicyRule::write, PolicyRule::read);

  /** Copies the conditions. */
  public PolicyRule {
    conditions = List.copyOf(conditions);
  }

  /** The key by which {@code Records.findByKey} finds the rule with this name, in any case. */
  public static String key(String name) {
    return "name:" + name.toLowerCase(Locale.ROOT);
  }

  /** Returns the condition of a kind. */
  public Optional<Condition> condition(Kind kind, boolean not) {
    return conditions.stream().filter(it -> it.kind() == kind && it.not() == not).findFirst();
  }

  /** Returns the next version, at another place. */
  public PolicyRule at(long next) {
    return new PolicyRule(id, version + 1, next, label, name, mode, conditions, effect);
  }

  @Override
  public Set<String> uniqueKeys() {
    return Set.of(key(name));
  }

  private static void write(Encoder out, PolicyRule it) {
    out.uuid(it.id).i64(it.version).i64(it.position).text(it.label).text(it.name);
    out.text(it.mode.name());
    out.list(
        it.conditions,
        (to, each) -> to.text(each.kind().name()).bool(each.not()).texts(each.values()));
    out.text(it.effect.kind().name()).texts(new TreeSet<>(it.effect.methods()));
    out.bool(it.effect.always());
  }

  private static PolicyRule read(int schema, Decoder in) {
    return new PolicyRule(
        in.uuid(),
        in.i64(),
        in.i64(),
        in.text(),
        in.text(),
        in.constant(Mode.class),
        in.list(each -> new Condition(each.constant(Kind.class), each.bool(), each.texts())),
        new Effect(in.constant(EffectKind.class), Set.copyOf(in.texts()), in.bool()));
  }
}
