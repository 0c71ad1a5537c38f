package org.vedette.api.state;

/** How two values of one register become one, whatever order they arrive in. */
public enum Merge {
  /** The greater value stays; of equals the greater stamp. */
  MAX,
  /** The value with the greater stamp stays; of equals the greater value. */
  LATEST,
  /**
   * A counter kept apart for each server. A greater stamp begins a new count; under the same stamp
   * values of one server merge by maximum and those of several servers are added when read.
   */
  COUNT
}
