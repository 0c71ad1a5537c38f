package org.vedette.shell.line;

/**
 * A word expected at its place.
 *
 * @param name as shown in help, for instance {@code NAME}
 * @param description one sentence with limits
 * @param need how often it stands
 */
public record Parameter(String name, String description, Need need) {
  /** How often a parameter stands. */
  public enum Need {
    /** Exactly once. */
    REQUIRED,
    /** Once or not at all. */
    OPTIONAL
  }

  String usage() {
    return need == Need.REQUIRED ? name : "[" + name + "]";
  }
}
