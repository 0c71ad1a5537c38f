package org.vedette.gateway.smpp.back;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The ids by which centres took messages. Many write the same id in another way in the receipt:
 * hexadecimal here and decimal there, with zeros before it, or in other letters. Holds the newest
 * {@value #MOST}. Thread-safe.
 */
final class SentIds {
  static final int MOST = 10_000;

  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,40}");
  private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]{1,32}");
  private static final int HEX = 16;

  private final Map<String, String> plain = new LinkedHashMap<>();

  /** Remembers an id. */
  synchronized void add(String id) {
    String key = key(id);
    plain.remove(key);
    plain.put(key, id);
    if (plain.size() > MOST) {
      plain.remove(plain.keySet().iterator().next());
    }
  }

  /** Finds the id that a receipt means, as the centre wrote it when it took the message. */
  synchronized Optional<String> meant(String receipted) {
    String key = key(receipted);
    return Stream.of(Optional.of(key), decimalToHex(key), hexToDecimal(key))
        .flatMap(Optional::stream)
        .flatMap(each -> Stream.ofNullable(plain.get(each)))
        .findFirst();
  }

  private static Optional<String> decimalToHex(String key) {
    return DECIMAL.matcher(key).matches()
        ? Optional.of(new BigInteger(key).toString(HEX))
        : Optional.empty();
  }

  private static Optional<String> hexToDecimal(String key) {
    return HEXADECIMAL.matcher(key).matches()
        ? Optional.of(new BigInteger(key, HEX).toString())
        : Optional.empty();
  }

  private static String key(String id) {
    String small = id.toLowerCase(Locale.ROOT);
    int from = 0;
    while (from < small.length() - 1 && small.charAt(from) == '0') {
      from++;
    }
    return small.substring(from);
  }
}
