package org.vedette.sdk.setting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One PID, as its bundle describes it.
 *
 * @param pid the PID, or the PID of the factory
 * @param factory whether there may be several, each with a name behind a tilde
 * @param replicated whether its settings live in the store; otherwise in a file
 * @param description one sentence
 * @param keys its keys, in the order they are shown
 */
record PidDescription(
    String pid,
    boolean factory,
    boolean replicated,
    String description,
    List<KeyDescription> keys) {

  Map<String, KeyDescription> byName() {
    return keys.stream()
        .collect(Collectors.toMap(KeyDescription::name, Function.identity(), (a, b) -> a));
  }

  Optional<KeyDescription> key(String name) {
    return keys.stream().filter(key -> key.name().equals(name)).findFirst();
  }

  /** Name of the file that holds the settings of {@code instance} when they are local. */
  static String file(String instance) {
    return "etc/" + instance + ".cfg";
  }
}
