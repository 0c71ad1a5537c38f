package org.vedette.shell.view;

/** Puts colours on text where the terminal has them. */
public final class Paint {
  private static final String ESCAPE = "\u001b[";

  private final boolean on;

  /** Colours, or leaves as it is. */
  public Paint(boolean on) {
    this.on = on;
  }

  /** For headings and names. */
  public String bold(String text) {
    return paint("1", text);
  }

  /** For what matters less. */
  public String dim(String text) {
    return paint("2", text);
  }

  /** For what is well. */
  public String good(String text) {
    return paint("32", text);
  }

  /** For what somebody should look at. */
  public String warn(String text) {
    return paint("33", text);
  }

  /** For what is wrong. */
  public String bad(String text) {
    return paint("31", text);
  }

  /** By the words for health that the server uses. */
  public String health(String status) {
    switch (status) {
      case "ok":
        return good(status);
      case "warn":
        return warn(status);
      default:
        return bad(status);
    }
  }

  private String paint(String code, String text) {
    return on && !text.isEmpty() ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
  }
}
