package org.vedette.shell.line;

import java.util.List;

/**
 * A word that begins with two dashes.
 *
 * @param name without the dashes
 * @param value name of its value as shown in help; empty for a switch
 * @param description one sentence with limits and default
 */
public record Option(String name, String value, String description) {
  /** Shows help. */
  public static final String HELP = "help";

  /** Asks for JSON. */
  public static final String JSON = "json";

  /** Names the server. */
  public static final String SERVER = "server";

  /** Names the file with the token. */
  public static final String TOKEN_FILE = "token-file";

  /** Accepts a certificate. */
  public static final String TRUST = "trust";

  /** Options of every verb. */
  public static final List<Option> COMMON =
      List.of(
          flag(JSON, "Print the server's answer as JSON."),
          flag(HELP, "Print this help."),
          value(
              SERVER,
              "URL",
              "Server to talk to, like https://mfa.example.org:8443. Default: the one on this host."
                  + " Also: VEDETTE_SERVER."),
          value(
              TOKEN_FILE,
              "FILE",
              "File with a personal token. Default on the server's own host: its local credential."
                  + " Also the token itself in VEDETTE_TOKEN."),
          value(
              TRUST,
              "FINGERPRINT",
              "Trust the server's certificate with this SHA-256 fingerprint from now on."));

  /** A switch. */
  public static Option flag(String name, String description) {
    return new Option(name, "", description);
  }

  /** An option with a value. */
  public static Option value(String name, String value, String description) {
    return new Option(name, value, description);
  }

  /** Whether no value follows. */
  public boolean isFlag() {
    return value.isEmpty();
  }

  String usage() {
    return isFlag() ? "--" + name : "--" + name + " " + value;
  }
}
