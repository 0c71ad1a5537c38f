package org.vedette.store.act;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The fields of a record for the audit: those that may be shown, and those of which only a change
 * is reported. Mutable while it is filled.
 */
final class Facts {
  private static final String HIDDEN = "(hidden)";

  private record Fact(String value, boolean shown) {}

  private final Map<String, Fact> facts = new LinkedHashMap<>();

  Facts show(String name, Object value) {
    facts.put(name, new Fact(value.toString(), true));
    return this;
  }

  Facts show(String name, Optional<?> value) {
    return show(name, value.map(Object::toString).orElse(""));
  }

  Facts show(String name, Collection<String> values) {
    return show(name, String.join(", ", values));
  }

  Facts showAll(String prefix, Map<String, String> values) {
    values.forEach((name, value) -> show(prefix + name, value));
    return this;
  }

  /** Takes a value that is compared but never told. */
  Facts hide(String name, String value) {
    facts.put(name, new Fact(value, false));
    return this;
  }

  /** Says in which fields {@code after} differs from this, as {@code before -> after}. */
  Map<String, String> difference(Facts after) {
    Map<String, String> difference = new LinkedHashMap<>();
    TreeSet<String> names = new TreeSet<>(facts.keySet());
    names.addAll(after.facts.keySet());
    Fact nothing = new Fact("", true);
    for (String name : names) {
      Fact was = facts.getOrDefault(name, nothing);
      Fact is = after.facts.getOrDefault(name, nothing);
      if (!was.value().equals(is.value())) {
        difference.put(name, text(was) + " -> " + text(is));
      }
    }
    return difference;
  }

  private static String text(Fact fact) {
    if (fact.value().isEmpty()) {
      return "(none)";
    }
    return fact.shown() ? fact.value() : HIDDEN;
  }
}
