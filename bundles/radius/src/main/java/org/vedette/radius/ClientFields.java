package org.vedette.radius;

import static java.util.Map.entry;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.vedette.codec.radius.Values;

/** Names, defaults and readings of the settings that RADIUS adds to an application. */
final class ClientFields {
  static final String LISTENER = "radius";
  static final String SECRET = "secret";
  static final String SECRET_OVERLAP_HOURS = "secretOverlapHours";
  static final String MESSAGE_AUTHENTICATOR = "messageAuthenticator";
  static final String REPLY_MESSAGE = "replyMessage";
  static final String REJECT_MESSAGE = "rejectMessage";
  static final String CHALLENGE = "challenge";
  static final String PROTOCOLS = "protocols";
  static final String EAP_METHODS = "eapMethods";
  static final String MAX_RATE = "maxRate";
  static final String REPLY_ATTRIBUTES = "replyAttributes";
  static final String CHARSET = "charset";
  static final String ACCOUNTING = "accounting";
  static final String DISCONNECT = "disconnect";
  static final String DISCONNECT_PORT = "disconnectPort";
  static final String RADSEC_NAME = "radsecName";
  static final String RADSEC_ONLY = "radsecOnly";

  static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          entry(MAX_RATE, "0"),
          entry(SECRET_OVERLAP_HOURS, "24"),
          entry(MESSAGE_AUTHENTICATOR, "required"),
          entry(REPLY_MESSAGE, Template.PROMPT),
          entry(REJECT_MESSAGE, "Sign-in failed."),
          entry(CHALLENGE, "on"),
          entry(PROTOCOLS, "pap"),
          entry(EAP_METHODS, "ttls-pap, peap-gtc"),
          entry(CHARSET, "utf-8"),
          entry(ACCOUNTING, AccountingChoice.AS_PRIMARY),
          entry(RADSEC_ONLY, "off"),
          entry(DISCONNECT, "off"),
          entry(DISCONNECT_PORT, "3799"));

  private static final long MOST_HOURS = 720;
  private static final long MOST_RATE = 100_000;

  private ClientFields() {}

  /** Returns a value, or the default of its field. */
  static String value(Map<String, String> values, String field) {
    String given = values.get(field);
    return given == null || given.isEmpty() ? DEFAULTS.getOrDefault(field, "") : given;
  }

  static Optional<Client.Rule> rule(String value) {
    return switch (value) {
      case "required" -> Optional.of(Client.Rule.REQUIRED);
      case "learned" -> Optional.of(Client.Rule.LEARNED);
      case "off" -> Optional.of(Client.Rule.OFF);
      default -> Optional.empty();
    };
  }

  static Optional<Boolean> onOff(String value) {
    return switch (value) {
      case "on" -> Optional.of(true);
      case "off" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** Reads how many requests a second a source may send, 0 to 100000. */
  static OptionalLong rate(String value) {
    return Values.unsigned(value, MOST_RATE);
  }

  /** Reads a UDP port, 1 to 65535. */
  static OptionalLong port(String value) {
    OptionalLong port = Values.unsigned(value, 65_535);
    return port.isPresent() && port.getAsLong() > 0 ? port : OptionalLong.empty();
  }

  /** Reads for how many hours a secret that was replaced is honoured, 0 to 720. */
  static OptionalLong hours(String value) {
    return Values.unsigned(value, MOST_HOURS);
  }

  /** Reads whether a client may come by TLS. */
  static RadsecRule radsec(Map<String, String> values) {
    String name = value(values, RADSEC_NAME);
    return new RadsecRule(
        RadsecRule.problem(name).isEmpty() ? name : "",
        onOff(value(values, RADSEC_ONLY)).orElse(false));
  }

  static Optional<Charset> charset(String value) {
    return switch (value) {
      case "utf-8" -> Optional.of(StandardCharsets.UTF_8);
      case "iso-8859-1" -> Optional.of(StandardCharsets.ISO_8859_1);
      default -> Optional.empty();
    };
  }
}
