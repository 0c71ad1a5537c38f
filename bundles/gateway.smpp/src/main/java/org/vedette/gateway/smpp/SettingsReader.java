package org.vedette.gateway.smpp;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.api.net.Certificates;
import org.vedette.gateway.smpp.text.Alphabet;
import org.vedette.gateway.smpp.wire.Address;
import org.vedette.gateway.smpp.wire.Envelope;
import org.vedette.gateway.smpp.wire.Login;
import org.vedette.gateway.smpp.wire.Role;

/** Reads configuration properties into {@link SmppSettings} and says all that is wrong. */
final class SettingsReader {
  private static final int MOST_CENTRES = 8;
  private static final int MOST_CONNECTIONS = 32;
  private static final int WEEK = 7 * 24 * 3600;
  private static final int LEAST_VALIDITY = 60;

  /** SMPP 3.4 section 4.4.1: at most 20 characters. A plus is told by the type of number. */
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{3,20}");

  private static final Pattern SENDER_NAME = Pattern.compile("(?=.*[A-Za-z])[ -~]{1,11}");
  private static final Pattern STATUS = Pattern.compile("0[xX][0-9a-fA-F]{1,8}|[0-9]{1,9}");
  private static final int SHORT_CODE = 8;

  /**
   * What was read.
   *
   * @param settings present when nothing is wrong
   * @param problems what is wrong
   */
  record Reading(Optional<SmppSettings> settings, List<SettingText.Problem> problems) {}

  private final SettingText given;

  private SettingsReader(SettingText given) {
    this.given = given;
  }

  /** Reads the properties; defaults are expected to be among them. */
  static Reading read(Map<String, ?> properties) {
    SettingText given = new SettingText(properties);
    SmppSettings settings = new SettingsReader(given).settings();
    return new Reading(
        given.problems().isEmpty() ? Optional.of(settings) : Optional.empty(), given.problems());
  }

  private SmppSettings settings() {
    List<Address> centres = centres();
    List<Role> roles =
        choice("bindType", "transceiver", "pair").equals("pair")
            ? List.of(Role.TRANSMITTER, Role.RECEIVER)
            : List.of(Role.TRANSCEIVER);
    int binds = given.number("binds", 1, MOST_CENTRES);
    if (centres.size() * binds * roles.size() > MOST_CONNECTIONS) {
      given.bad("binds", "makes more than " + MOST_CONNECTIONS + " connections to all centres");
    }
    return new SmppSettings(
        centres,
        choice("distribution", "order", "spread").equals("spread"),
        roles,
        binds,
        given.number("window", 1, 64),
        given.number("maxWaiting", 0, 10_000),
        tls(centres),
        trusted(),
        login(),
        given.text("password"),
        envelope(),
        alphabet(),
        choice("longMessages", "udh", "payload").equals("payload"),
        rejecting(),
        Duration.ofSeconds(given.number("enquireLinkSeconds", 1, 600)),
        Duration.ofMillis(given.number("connectTimeoutMillis", 100, 30_000)),
        Duration.ofMillis(given.number("responseTimeoutMillis", 100, 30_000)),
        Duration.ofMillis(given.number("timeoutMillis", 500, 60_000)));
  }

  private List<Address> centres() {
    List<String> texts = given.list("centres");
    List<Address> centres = new ArrayList<>();
    for (String each : texts) {
      Address.read(each)
          .ifPresentOrElse(
              centres::add,
              () ->
                  given.bad(
                      "centres", "has \"" + each + "\", which is not like smsc.example.com:2775"));
    }
    if (texts.isEmpty() || texts.size() > MOST_CENTRES) {
      given.bad("centres", "must be 1 to " + MOST_CENTRES + " centres, like smsc.example.com:2775");
    }
    if (new HashSet<>(centres).size() < centres.size()) {
      given.bad("centres", "names a centre twice; binds says how many binds each one gets");
    }
    return centres;
  }

  private boolean tls(List<Address> centres) {
    boolean tls = given.flag("tls");
    boolean allowed = given.flag("allowClear");
    if (!tls && !allowed && !centres.stream().allMatch(Address::loopback)) {
      given.bad(
          "tls",
          "must be true unless the centre is on this machine: without it password, numbers and"
              + " codes can be read on the way; allowClear=true accepts that, inside a VPN");
    }
    return tls;
  }

  private List<X509Certificate> trusted() {
    try {
      return Certificates.read(given.text("trustedCertificates"));
    } catch (CertificateException unreadable) {
      given.bad(
          "trustedCertificates", "is no PEM text of certificates: " + unreadable.getMessage());
      return List.of();
    }
  }

  /** SMPP 3.4 section 4.1.1. */
  private Login login() {
    String systemId = ascii("systemId", 15);
    if (systemId.isEmpty()) {
      given.bad("systemId", "must be given: the name that the provider gave this system");
    }
    int version =
        switch (choice("interfaceVersion", "3.4", "3.3", "5.0")) {
          case "3.3" -> 0x33;
          case "5.0" -> 0x50;
          default -> 0x34;
        };
    return new Login(systemId, ascii("systemType", 12), version);
  }

  private Envelope envelope() {
    String from = given.text("from");
    boolean number = NUMBER.matcher(from).matches();
    if (!from.isEmpty() && !number && !SENDER_NAME.matcher(from).matches()) {
      given.bad(
          "from", "must be a number like +15550100, a short code, or a name of 1 to 11 characters");
    }
    int ton = given.number("sourceTon", -1, 6);
    int npi = given.number("sourceNpi", -1, 18);
    int validity = given.number("validitySeconds", 0, WEEK);
    if (validity > 0 && validity < LEAST_VALIDITY) {
      given.bad("validitySeconds", "must be 0 or " + LEAST_VALIDITY + " to " + WEEK);
    }
    return new Envelope(
        from.startsWith("+") ? from.substring(1) : from,
        ton < 0 ? usualTon(from, number) : ton,
        npi < 0 ? (number ? 1 : 0) : npi,
        given.number("destinationTon", 0, 6),
        given.number("destinationNpi", 0, 18),
        ascii("serviceType", 5),
        Duration.ofSeconds(validity),
        given.flag("receipts"));
  }

  /** SMPP 3.4 section 5.2.5: 1 international, 3 of the network, 5 a name, 0 unknown. */
  private static int usualTon(String from, boolean number) {
    if (from.isEmpty()) {
      return 0;
    }
    if (!number) {
      return 5;
    }
    return from.startsWith("+") || from.length() > SHORT_CODE ? 1 : 3;
  }

  private Alphabet alphabet() {
    return switch (choice("alphabet", "gsm", "latin1", "ucs2")) {
      case "latin1" -> Alphabet.LATIN1;
      case "ucs2" -> Alphabet.UCS2;
      default -> Alphabet.GSM;
    };
  }

  private Set<Integer> rejecting() {
    Set<Integer> numbers = new HashSet<>();
    for (String each : given.list("rejectStatus")) {
      if (STATUS.matcher(each).matches()) {
        numbers.add((int) Long.decode(each.replaceFirst("^0+(?=[0-9])", "")).longValue());
      } else {
        given.bad("rejectStatus", "has \"" + each + "\", which is no number like 0x0B or 1032");
      }
    }
    if (numbers.contains(0)) {
      given.bad("rejectStatus", "must not have 0, which means success");
    }
    return numbers;
  }

  private String choice(String key, String... allowed) {
    String value = given.text(key).toLowerCase(Locale.ROOT);
    if (!List.of(allowed).contains(value)) {
      given.bad(key, "must be one of " + String.join(", ", allowed));
    }
    return value;
  }

  private String ascii(String key, int most) {
    String value = given.text(key);
    if (value.length() > most || !value.chars().allMatch(each -> each >= ' ' && each < 0x7F)) {
      given.bad(key, "must be at most " + most + " characters of ASCII");
    }
    return value;
  }
}
