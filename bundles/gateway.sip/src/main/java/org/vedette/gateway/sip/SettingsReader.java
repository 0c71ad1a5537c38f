package org.vedette.gateway.sip;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.api.net.Certificates;
import org.vedette.gateway.sip.call.Account.Identity;
import org.vedette.gateway.sip.link.Target;
import org.vedette.gateway.sip.link.Target.Transport;
import org.vedette.gateway.sip.media.Codec;
import org.vedette.gateway.sip.media.MediaPorts;

/** Reads the settings one by one, and says of each what is wrong with it. */
final class SettingsReader {
  private static final Pattern HOST =
      Pattern.compile(
          "[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9+._~@-]{1,64}");
  private static final Pattern CALLER = Pattern.compile("[A-Za-z0-9+._~-]{1,64}");
  private static final Pattern NAME = Pattern.compile("[ -~&&[^\"\\\\<>]]{0,40}");
  private static final Pattern PREFIX = Pattern.compile("[0-9*+]{0,12}");
  private static final Pattern PORTS = Pattern.compile("([0-9]{4,5})-([0-9]{4,5})");
  private static final int CLEAR_PORT = 5060;
  private static final int TLS_PORT = 5061;

  private final SettingText given;

  SettingsReader(SettingText given) {
    this.given = given;
  }

  SipSettings read() {
    Target target = target();
    String user = matching("user", USER, "letters, digits and +._~@-", true);
    String caller = matching("caller", CALLER, "letters, digits and +._~-", true);
    boolean register = given.flag("register");
    if (user.isEmpty() && (register || caller.isEmpty())) {
      given.bad("user", "must be given to register, and where there is no caller");
    }
    if (!user.isEmpty() && given.text("password").isEmpty()) {
      given.bad("password", "must be given with a user, as $[secret:name]");
    }
    String domain = matching("domain", HOST, "a host name", true);
    int registering = given.number("registerSeconds", 60, 86_400);
    return new SipSettings(
        target,
        inUri(domain.isEmpty() ? target.host() : domain),
        user,
        user.isEmpty() ? "" : given.text("password"),
        caller.isEmpty() ? user.replace("@", "%40") : caller,
        matching("callerName", NAME, "at most 40 printable ASCII characters", true),
        identity(),
        numbers(),
        register ? registering : 0,
        codecs(),
        ports(),
        networks(),
        times(),
        given.number("maxCalls", 1, 500),
        given.number("maxWaiting", 0, 1000));
  }

  private Target target() {
    Optional<Transport> transport = transport();
    int port = given.number("port", 0, 65_535);
    int usual = transport.filter(Transport.TLS::equals).isPresent() ? TLS_PORT : CLEAR_PORT;
    return new Target(
        matching("host", HOST, "a host name or an address", false),
        port == 0 ? usual : port,
        transport.orElse(Transport.UDP),
        matching("localAddress", HOST, "an address of this server", true),
        given.number("localPort", 0, 65_535),
        address("publicAddress"),
        trusted(),
        Duration.ofMillis(given.number("connectTimeoutMillis", 100, 30_000)));
  }

  private Optional<Transport> transport() {
    for (Transport each : Transport.values()) {
      if (each.name().equalsIgnoreCase(given.text("transport"))) {
        return Optional.of(each);
      }
    }
    given.bad("transport", "must be udp, tcp or tls");
    return Optional.empty();
  }

  private String address(String key) {
    String text = given.text(key);
    if (!text.isEmpty() && (text.indexOf('/') >= 0 || Network.parse(text).isEmpty())) {
      given.bad(key, "must be an address, like 192.0.2.10");
    }
    return text;
  }

  private static String inUri(String host) {
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }

  private String matching(String key, Pattern form, String what, boolean optional) {
    String text = given.text(key);
    boolean good = text.isEmpty() ? optional : form.matcher(text).matches();
    if (!good) {
      given.bad(key, "must be " + what);
    }
    return text;
  }

  private Identity identity() {
    return switch (given.text("identity").toLowerCase(Locale.ROOT)) {
      case "from" -> Identity.FROM;
      case "asserted" -> Identity.ASSERTED;
      case "both" -> Identity.BOTH;
      default -> {
        given.bad("identity", "must be from, asserted or both");
        yield Identity.FROM;
      }
    };
  }

  private NumberForm numbers() {
    String form = given.text("numberFormat").toLowerCase(Locale.ROOT);
    if (!form.equals("plus") && !form.equals("digits")) {
      given.bad("numberFormat", "must be plus or digits");
    }
    return new NumberForm(
        form.equals("plus"), matching("numberPrefix", PREFIX, "at most 12 digits, * and +", true));
  }

  private List<Codec> codecs() {
    List<Codec> codecs = new ArrayList<>();
    for (String name : given.list("codecs")) {
      for (Codec each : Codec.values()) {
        if (each.name().equalsIgnoreCase(name) && !codecs.contains(each)) {
          codecs.add(each);
        }
      }
    }
    if (codecs.isEmpty() || codecs.size() != given.list("codecs").size()) {
      given.bad("codecs", "must be PCMA, PCMU or both");
    }
    return List.copyOf(codecs);
  }

  private MediaPorts ports() {
    String text = given.text("mediaPorts");
    if (text.isEmpty()) {
      return new MediaPorts(0, 0);
    }
    Matcher form = PORTS.matcher(text);
    int low = form.matches() ? Integer.parseInt(form.group(1)) + 1 & ~1 : 0;
    int high = form.matches() ? Integer.parseInt(form.group(2)) : 0;
    if (low < 1024 || high > 65_535 || high - low < 1) {
      given.bad("mediaPorts", "must be a range like 16384-32767, from 1024 to 65535, or empty");
      return new MediaPorts(0, 0);
    }
    return new MediaPorts(low, high);
  }

  private List<Network> networks() {
    List<Network> networks = new ArrayList<>();
    for (String each : given.list("mediaNetworks")) {
      Network.parse(each)
          .ifPresentOrElse(
              networks::add,
              () -> given.bad("mediaNetworks", "must be networks like 192.0.2.0/24"));
    }
    return List.copyOf(networks);
  }

  private SipSettings.Times times() {
    return new SipSettings.Times(
        Duration.ofMillis(given.number("tryTimeoutMillis", 500, 30_000)),
        Duration.ofSeconds(given.number("ringSeconds", 2, 120)),
        Duration.ofSeconds(given.number("listenSeconds", 2, 60)),
        Duration.ofSeconds(given.number("callSeconds", 20, 600)),
        Duration.ofSeconds(given.number("probeSeconds", 0, 3600)));
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
}
