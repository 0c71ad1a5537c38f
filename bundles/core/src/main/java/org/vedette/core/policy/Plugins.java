package org.vedette.core.policy;

import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.RateLimit;
import org.vedette.api.lifecycle.ServiceDirectory;
import org.vedette.api.policy.PolicyCondition;

/** Conditions that plugins bring; they come and go. Thread-safe. */
final class Plugins {
  private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);
  private static final int MOST_LINES = 10;

  private final ServiceDirectory<String, PolicyCondition> known = new ServiceDirectory<>();
  private final RateLimit faults;

  Plugins(LongSupplier nanoTime) {
    this.faults = new RateLimit(nanoTime, () -> MOST_LINES);
  }

  void add(PolicyCondition condition, int ranking) {
    known.add(condition.name(), ranking, condition);
  }

  void remove(PolicyCondition condition) {
    known.remove(condition.name(), condition);
  }

  /** Names of those that are here. */
  Set<String> names() {
    return known.keys();
  }

  /** The name in a value of a condition. */
  static String name(String value) {
    int colon = value.indexOf(':');
    return colon < 0 ? value : value.substring(0, colon);
  }

  /** Asks a plugin; unknown when it is missing or fails. */
  Truth test(String value, Facts facts) {
    String name = name(value);
    Optional<PolicyCondition> found = known.find(name);
    if (found.isEmpty()) {
      return Truth.UNKNOWN;
    }
    String argument = value.length() > name.length() ? value.substring(name.length() + 1) : "";
    try {
      return Truth.of(found.get().matches(facts.input(), argument));
    } catch (RuntimeException | LinkageError fault) {
      long more = faults.pass(name);
      if (more != RateLimit.REFUSED) {
        LOG.error("A condition of policy failed. condition={} suppressed={}", name, more, fault);
      }
      return Truth.UNKNOWN;
    }
  }
}
