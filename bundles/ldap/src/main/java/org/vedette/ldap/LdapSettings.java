package org.vedette.ldap;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.vedette.api.policy.AddressRange;
import org.vedette.listener.BadSettingException;
import org.vedette.tls.IdentitySource;

/**
 * Settings that passed.
 *
 * @param plain addresses for LDAP and StartTLS
 * @param tls addresses for LDAPS
 * @param identity the server's certificate and key; empty: no TLS
 * @param limits what may be used up
 * @param threads that serve connections
 */
record LdapSettings(
    List<InetSocketAddress> plain,
    List<InetSocketAddress> tls,
    Optional<IdentitySource> identity,
    Limits limits,
    int threads) {
  static final LdapSettings OFF =
      new LdapSettings(List.of(), List.of(), Optional.empty(), Limits.DEFAULTS, 2);

  LdapSettings {
    plain = List.copyOf(plain);
    tls = List.copyOf(tls);
  }

  /**
   * Checks settings.
   *
   * @param base what relative paths are seen from
   */
  static LdapSettings of(Path base, LdapConfig config) throws BadSettingException {
    return new LdapSettings(
        addresses("addresses", config.addresses()),
        addresses("tlsAddresses", config.tlsAddresses()),
        identity(base, config),
        new Limits(
            inRange("maxConnections", config::maxConnections, 1, 50_000),
            Duration.ofSeconds(inRange("handshakeSeconds", config::handshakeSeconds, 1, 60)),
            inRange("maxRequestKiB", config::maxRequestKiB, 16, 65_536) << 10,
            inRange("maxResponseKiB", config::maxResponseKiB, 64, 65_536) << 10),
        inRange("threads", config::threads, 1, 16));
  }

  /** Whether nothing is to be bound. */
  boolean off() {
    return plain.isEmpty() && (tls.isEmpty() || identity.isEmpty());
  }

  private static Optional<IdentitySource> identity(Path base, LdapConfig config)
      throws BadSettingException {
    String certificate = config.certificateFile().strip();
    String key = config.keyFile().strip();
    if (certificate.isEmpty()) {
      return Optional.empty();
    }
    String lower = certificate.toLowerCase(Locale.ROOT);
    boolean store = lower.endsWith(".p12") || lower.endsWith(".pfx");
    if (store && !key.isEmpty()) {
      throw new BadSettingException("keyFile", "is empty when certificateFile is PKCS#12");
    }
    if (!store && key.isEmpty()) {
      throw new BadSettingException(
          "keyFile", "is needed beside a certificateFile in PEM, for instance etc/tls/ldap.key");
    }
    return Optional.of(
        store
            ? new IdentitySource.Pkcs12(base.resolve(certificate), config.password())
            : new IdentitySource.Pem(
                base.resolve(certificate), base.resolve(key), config.password()));
  }

  private static List<InetSocketAddress> addresses(String setting, String[] values)
      throws BadSettingException {
    List<InetSocketAddress> found = new ArrayList<>();
    for (String value : values) {
      for (String each : value.split(",", -1)) {
        if (!each.isBlank()) {
          InetSocketAddress address = address(setting, each.strip());
          if (!found.contains(address)) {
            found.add(address);
          }
        }
      }
    }
    return found;
  }

  private static InetSocketAddress address(String setting, String text) throws BadSettingException {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      host = "";
    }
    Optional<byte[]> address = AddressRange.address(host);
    int port = Fields.number(text.substring(colon + 1), 65_535).orElse(0);
    if (address.isEmpty() || port == 0) {
      throw new BadSettingException(
          setting, "an address looks like 0.0.0.0:389 or [::]:389, not " + text);
    }
    try {
      return new InetSocketAddress(InetAddress.getByAddress(address.get()), port);
    } catch (UnknownHostException impossible) {
      throw new BadSettingException(setting, "is no address: " + text);
    }
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
