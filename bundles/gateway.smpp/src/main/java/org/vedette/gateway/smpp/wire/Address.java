package org.vedette.gateway.smpp.wire;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a centre is.
 *
 * @param host name or address
 * @param port 1 to 65535
 */
public record Address(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\]):([0-9]{1,5})");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1", Pattern.CASE_INSENSITIVE);

  /** Reads {@code host:port}; an IPv6 address stands in brackets. */
  public static Optional<Address> read(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(form.group(2));
    String host = form.group(1).replaceAll("[\\[\\]]", "");
    return port < 1 || port > 65_535 ? Optional.empty() : Optional.of(new Address(host, port));
  }

  /** Tells whether it is on this machine, by its name alone. */
  public boolean loopback() {
    return LOOPBACK.matcher(host).matches();
  }

  /** Returns host and port. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
