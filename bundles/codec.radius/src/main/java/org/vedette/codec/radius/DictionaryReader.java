package org.vedette.codec.radius;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.vedette.codec.radius.Dictionary.Entry;
import org.vedette.codec.radius.Dictionary.Hiding;
import org.vedette.codec.radius.Dictionary.Vendor;

/** Reads the lines of a dictionary. */
final class DictionaryReader {
  private static final long MAX_NUMBER = 0xFFFF_FFFFL;

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Vendor> vendors = new HashMap<>();
  private final Map<String, Map<String, Long>> values = new HashMap<>();
  private int vendor = Dictionary.NO_VENDOR;
  private int line;

  Dictionary read(List<String> lines) {
    for (String each : lines) {
      line++;
      int comment = each.indexOf('#');
      String text = (comment < 0 ? each : each.substring(0, comment)).strip();
      if (!text.isEmpty()) {
        readLine(text.split("\\s+"));
      }
    }
    Map<Integer, Vendor> byNumber = new HashMap<>();
    vendors.values().forEach(each -> byNumber.put(each.number(), each));
    return new Dictionary(entries, byNumber, values);
  }

  private void readLine(String[] words) {
    switch (words[0].toUpperCase(Locale.ROOT)) {
      case "ATTRIBUTE" -> attribute(words);
      case "VALUE" -> value(words);
      case "VENDOR" -> vendor(words);
      case "BEGIN-VENDOR" -> vendor = known(word(words, 1)).number();
      case "END-VENDOR" -> vendor = Dictionary.NO_VENDOR;
      default -> throw new DictionaryException(line, "unknown word " + words[0]);
    }
  }

  private void attribute(String[] words) {
    String name = word(words, 1);
    String number = word(words, 2);
    String typeWord = word(words, 3);
    ValueType type =
        ValueType.named(typeWord)
            .orElseThrow(() -> new DictionaryException(line, "unknown type " + typeWord));
    boolean tagged = false;
    Hiding hiding = Hiding.NONE;
    for (int index = 4; index < words.length; index++) {
      for (String option : words[index].split(",")) {
        tagged |= option.equals("has_tag");
        hiding =
            switch (option) {
              case "encrypt=1" -> Hiding.PASSWORD;
              case "encrypt=2" -> Hiding.SALT;
              default -> hiding;
            };
      }
    }
    int dot = number.indexOf('.');
    int space = dot < 0 ? 0 : (int) number(number.substring(0, dot), 255);
    int own = (int) number(number.substring(dot + 1), dot < 0 && vendor != 0 ? MAX_NUMBER : 255);
    entries.add(new Entry(name, vendor, own, space, type, tagged, hiding));
  }

  private void value(String[] words) {
    values
        .computeIfAbsent(Dictionary.key(word(words, 1)), name -> new LinkedHashMap<>())
        .put(word(words, 2), number(word(words, 3), MAX_NUMBER));
  }

  private void vendor(String[] words) {
    String name = word(words, 1);
    int number = (int) number(word(words, 2), MAX_NUMBER);
    VendorFormat format = VendorFormat.STANDARD;
    if (words.length > 3) {
      format = format(words[3]);
    }
    vendors.put(Dictionary.key(name), new Vendor(name, number, format));
  }

  private VendorFormat format(String word) {
    String[] parts = word.startsWith("format=") ? word.substring(7).split(",") : new String[0];
    if (parts.length < 2) {
      throw new DictionaryException(line, "a format looks like format=1,1");
    }
    try {
      return new VendorFormat((int) number(parts[0], 4), (int) number(parts[1], 2));
    } catch (IllegalArgumentException noFormat) {
      throw new DictionaryException(line, String.valueOf(noFormat.getMessage()));
    }
  }

  private Vendor known(String name) {
    Vendor found = vendors.get(Dictionary.key(name));
    if (found == null) {
      throw new DictionaryException(line, "unknown vendor " + name);
    }
    return found;
  }

  private String word(String[] words, int index) {
    if (index >= words.length) {
      throw new DictionaryException(line, "incomplete");
    }
    return words[index];
  }

  private long number(String text, long most) {
    OptionalLong number = OptionalLong.empty();
    if (text.startsWith("0x") || text.startsWith("0X")) {
      try {
        long hex = Long.parseLong(text, 2, text.length(), 16);
        number = hex < 0 || hex > most ? OptionalLong.empty() : OptionalLong.of(hex);
      } catch (NumberFormatException noNumber) {
        number = OptionalLong.empty();
      }
    } else {
      number = Values.unsigned(text, most);
    }
    return number.orElseThrow(
        () -> new DictionaryException(line, "not a number from 0 to " + most + ": " + text));
  }
}
