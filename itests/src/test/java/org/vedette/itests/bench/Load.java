package org.vedette.itests.bench;

/**
 * How sign-ins are offered.
 *
 * @param open whether at a fixed rate, whatever the answers do
 * @param amount sign-ins a second of an open load, sign-ins at a time of a closed one
 */
record Load(boolean open, int amount) {
  /** Reads {@code closed:64} or {@code open:1000}. */
  static Load parse(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    if (!text.matches("(open|closed):[1-9][0-9]{0,6}")) {
      throw new IllegalArgumentException(
          "load=" + text + ": closed:N (N at a time) or open:N (N a second), like closed:64");
    }
    return new Load(kind.equals("open"), Integer.parseInt(text.substring(colon + 1)));
  }

  @Override
  public String toString() {
    return (open ? "open:" : "closed:") + amount;
  }
}
