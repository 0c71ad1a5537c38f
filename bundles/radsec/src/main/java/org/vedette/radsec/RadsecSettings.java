package org.vedette.radsec;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import org.vedette.codec.radius.IpText;
import org.vedette.codec.radius.Values;
import org.vedette.listener.BadSettingException;
import org.vedette.tls.IdentitySource;

/**
 * Settings that passed.
 *
 * @param addresses where clients connect to
 * @param files what TLS needs; empty: RadSec is off
 * @param limits what may be used up
 */
record RadsecSettings(List<InetSocketAddress> addresses, Optional<TlsFiles> files, Limits limits) {
  static final RadsecSettings OFF =
      new RadsecSettings(
          List.of(),
          Optional.empty(),
          new Limits(1000, 20, Duration.ofSeconds(10), Duration.ofMinutes(10)));

  RadsecSettings {
    addresses = List.copyOf(addresses);
  }

  /**
   * Checks settings.
   *
   * @param base what relative paths are seen from
   */
  static RadsecSettings of(Path base, RadsecConfig config) throws BadSettingException {
    return new RadsecSettings(
        addresses(config.addresses()),
        files(base, config),
        new Limits(
            inRange("maxConnections", config::maxConnections, 1, 5000),
            inRange("maxPerSource", config::maxPerSource, 1, 5000),
            Duration.ofSeconds(inRange("handshakeSeconds", config::handshakeSeconds, 1, 60)),
            Duration.ofMinutes(inRange("idleMinutes", config::idleMinutes, 0, 1440))));
  }

  private static Optional<TlsFiles> files(Path base, RadsecConfig config)
      throws BadSettingException {
    String certificate = config.certificateFile().strip();
    String key = config.keyFile().strip();
    String authorities = config.authoritiesFile().strip();
    String revoked = config.revocationFile().strip();
    if (certificate.isEmpty() && authorities.isEmpty()) {
      return Optional.empty();
    }
    if (certificate.isEmpty()) {
      throw new BadSettingException(
          "certificateFile", "is needed beside authoritiesFile, for instance etc/tls/radsec.pem");
    }
    if (authorities.isEmpty()) {
      throw new BadSettingException(
          "authoritiesFile",
          "is needed beside certificateFile: the authorities of your clients, for instance"
              + " etc/tls/radsec-clients.pem");
    }
    return Optional.of(
        new TlsFiles(
            identity(base, certificate, key, config.password()),
            base.resolve(authorities),
            revoked.isEmpty() ? Optional.empty() : Optional.of(base.resolve(revoked))));
  }

  private static IdentitySource identity(Path base, String certificate, String key, String password)
      throws BadSettingException {
    String lower = certificate.toLowerCase(Locale.ROOT);
    boolean store = lower.endsWith(".p12") || lower.endsWith(".pfx");
    if (store && !key.isEmpty()) {
      throw new BadSettingException("keyFile", "is empty when certificateFile is PKCS#12");
    }
    if (!store && key.isEmpty()) {
      throw new BadSettingException(
          "keyFile", "is needed beside a certificateFile in PEM, for instance etc/tls/radsec.key");
    }
    return store
        ? new IdentitySource.Pkcs12(base.resolve(certificate), password)
        : new IdentitySource.Pem(base.resolve(certificate), base.resolve(key), password);
  }

  private static List<InetSocketAddress> addresses(String[] values) throws BadSettingException {
    List<InetSocketAddress> found = new ArrayList<>();
    for (String value : values) {
      for (String each : value.split(",", -1)) {
        if (!each.isBlank()) {
          InetSocketAddress address = address(each.strip());
          if (!found.contains(address)) {
            found.add(address);
          }
        }
      }
    }
    if (found.isEmpty()) {
      throw new BadSettingException(
          "addresses", "at least one address like 0.0.0.0:2083 is needed");
    }
    return found;
  }

  private static InetSocketAddress address(String text) throws BadSettingException {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      host = "";
    }
    Optional<InetAddress> address = IpText.parse(host);
    OptionalLong port = Values.unsigned(text.substring(colon + 1), 65_535);
    if (address.isEmpty() || port.isEmpty() || port.getAsLong() == 0) {
      throw new BadSettingException(
          "addresses", "an address looks like 0.0.0.0:2083 or [::]:2083, not " + text);
    }
    return new InetSocketAddress(address.get(), (int) port.getAsLong());
  }

  private static int inRange(String key, IntSupplier setting, int min, int max)
      throws BadSettingException {
    String range = key + " is a whole number from " + min + " to " + max;
    int value;
    try {
      value = setting.getAsInt();
    } catch (RuntimeException notANumber) {
      throw new BadSettingException(key, range);
    }
    if (value < min || value > max) {
      throw new BadSettingException(key, range + ", not " + value);
    }
    return value;
  }
}
