package org.vedette.radius;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import org.vedette.codec.radius.IpText;
import org.vedette.codec.radius.Values;

/**
 * Settings that passed.
 *
 * @param authentication addresses for sign-ins; one or more
 * @param accounting addresses for accounting
 * @param maxPending sign-ins that may wait at a time
 * @param unknownSourceLines log lines a minute about sources that are no client
 */
record RadiusSettings(
    List<InetSocketAddress> authentication,
    List<InetSocketAddress> accounting,
    int maxPending,
    int unknownSourceLines) {
  static final RadiusSettings DEFAULTS =
      new RadiusSettings(
          List.of(new InetSocketAddress("0.0.0.0", 1812)),
          List.of(new InetSocketAddress("0.0.0.0", 1813)),
          20_000,
          10);

  RadiusSettings {
    authentication = List.copyOf(authentication);
    accounting = List.copyOf(accounting);
  }

  static RadiusSettings of(RadiusConfig config) throws BadSettingException {
    List<InetSocketAddress> authentication =
        addresses("authenticationAddresses", config.authenticationAddresses());
    List<InetSocketAddress> accounting =
        addresses("accountingAddresses", config.accountingAddresses());
    if (authentication.isEmpty()) {
      throw new BadSettingException(
          "authenticationAddresses", "at least one address like 0.0.0.0:1812 is needed");
    }
    for (InetSocketAddress each : accounting) {
      if (authentication.contains(each)) {
        throw new BadSettingException(
            "accountingAddresses", name(each) + " is also an authentication address");
      }
    }
    return new RadiusSettings(
        authentication,
        accounting,
        inRange("maxPending", config::maxPending, 100, 100_000),
        inRange("unknownSourceLines", config::unknownSourceLines, 0, 1000));
  }

  /** Writes an address as the settings do. */
  static String name(InetSocketAddress address) {
    String host = IpText.format(address.getAddress());
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }

  private static List<InetSocketAddress> addresses(String key, String[] values)
      throws BadSettingException {
    List<InetSocketAddress> found = new ArrayList<>();
    for (String value : values) {
      for (String each : value.split(",", -1)) {
        String text = each.strip();
        if (!text.isEmpty()) {
          InetSocketAddress address = address(key, text);
          if (!found.contains(address)) {
            found.add(address);
          }
        }
      }
    }
    return found;
  }

  private static InetSocketAddress address(String key, String text) throws BadSettingException {
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
          key, "an address looks like 0.0.0.0:1812 or [::]:1812, not " + text);
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
