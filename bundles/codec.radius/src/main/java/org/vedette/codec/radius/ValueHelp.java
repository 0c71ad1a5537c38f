package org.vedette.codec.radius;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Says in words what the value of an attribute may be. */
final class ValueHelp {
  private static final int MOST_NAMES = 12;

  private ValueHelp() {}

  /** Completes "the value is ...". */
  static String of(Dictionary.Entry entry, Collection<String> names) {
    if (entry.hiding() != Dictionary.Hiding.NONE) {
      return "to be set here: it is hidden with the shared secret of each packet";
    }
    if (entry.space() != 0) {
      return "to be set here: it is an extended attribute";
    }
    String plain =
        switch (entry.valueType()) {
          case STRING -> "text of 1 to " + most(entry) + " octets";
          case IPADDR -> "an IPv4 address like 192.0.2.7";
          case IPV6ADDR -> "an IPv6 address like 2001:db8::7";
          case IPV4PREFIX -> "an IPv4 network like 192.0.2.0/24";
          case IPV6PREFIX -> "an IPv6 network like 2001:db8::/64";
          case INTEGER -> "a whole number from 0 to 4294967295";
          case INTEGER64 -> "a whole number from 0 to 9223372036854775807";
          case BYTE -> "a whole number from 0 to 255";
          case SHORT -> "a whole number from 0 to 65535";
          case DATE -> "a time like 2026-12-31T12:00:00Z";
          default ->
              "octets in hexadecimal like 0x0a0b, or text, of 1 to " + most(entry) + " octets";
        };
    return names.isEmpty() ? plain : plain + " or one of " + listed(List.copyOf(names));
  }

  private static int most(Dictionary.Entry entry) {
    int most = Attribute.MAX_VALUE - (entry.vendor() == Dictionary.NO_VENDOR ? 0 : 6);
    return entry.tagged() ? most - 1 : most;
  }

  private static String listed(List<String> names) {
    String shown = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    return names.size() <= MOST_NAMES
        ? shown
        : shown + " and " + (names.size() - MOST_NAMES) + " more";
  }
}
