package org.vedette.core.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.policy.NetworkList;
import org.vedette.api.policy.PolicyCondition;
import org.vedette.api.policy.PolicyDesk;
import org.vedette.api.policy.PolicyExplanation;
import org.vedette.api.policy.PolicyQuestion;
import org.vedette.api.policy.PolicyRule;
import org.vedette.api.store.RecordListener;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.Records;
import org.vedette.api.store.StoreUnavailableException;

/**
 * The rules as they are now. A change throws what was made ready away, and the next sign-in makes
 * it anew from the cache of records, so that a change that was acknowledged counts at once.
 * Thread-safe.
 */
@Component(service = {Policies.class, PolicyDesk.class, RecordListener.class})
public final class Policies implements PolicyDesk, RecordListener {
  private final Records records;
  private final Plugins plugins = new Plugins(System::nanoTime);
  private final AtomicReference<@Nullable Explainer> explainer = new AtomicReference<>();
  private volatile @Nullable Rulebook current;
  private long changes;

  /** Reads rules and networks from {@code records}. */
  @Activate
  public Policies(@Reference Records records) {
    this.records = records;
  }

  @Reference(
      service = PolicyCondition.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeCondition")
  void addCondition(PolicyCondition condition, Map<String, Object> properties) {
    plugins.add(
        condition, properties.get("service.ranking") instanceof Integer ranking ? ranking : 0);
  }

  void removeCondition(PolicyCondition condition) {
    plugins.remove(condition);
  }

  /**
   * Returns the rules as they are now.
   *
   * @throws StoreUnavailableException when they cannot be read: without them nothing is decided
   */
  public Rulebook current() {
    Rulebook known = current;
    return known == null ? load() : known;
  }

  private Rulebook load() {
    long seen = changes();
    Rulebook made = book(records.all(PolicyRule.TYPE));
    synchronized (this) {
      if (changes == seen) {
        current = made;
      }
    }
    return made;
  }

  private synchronized long changes() {
    return changes;
  }

  private Rulebook book(List<PolicyRule> rules) {
    return Rulebook.of(rules, records.all(NetworkList.TYPE), plugins);
  }

  @Override
  public synchronized void changed(Set<RecordType<?>> types) {
    if (types.contains(PolicyRule.TYPE) || types.contains(NetworkList.TYPE)) {
      changes++;
      current = null;
    }
  }

  /** Takes who answers what would be. */
  public void explainer(Explainer next) {
    explainer.set(next);
  }

  @Override
  public Optional<PolicyExplanation> explain(
      PolicyQuestion question, Optional<List<PolicyRule>> rules) {
    return Optional.ofNullable(explainer.get())
        .map(it -> it.explain(question, rules.map(this::book).orElseGet(this::current)));
  }

  @Override
  public Optional<Judge> judge(List<PolicyRule> rules) {
    return Optional.ofNullable(explainer.get()).map(it -> it.judge(book(rules)));
  }

  @Override
  public Set<String> conditions() {
    return plugins.names();
  }

  /** Says what is wrong with the rules; {@code core} otherwise. */
  public Health health(Health core) {
    if (core.status() != Health.Status.OK) {
      return core;
    }
    try {
      return current().health(plugins.names());
    } catch (StoreUnavailableException unreadable) {
      return Health.critical("the rules of policy cannot be read, so nobody can sign in");
    }
  }
}
