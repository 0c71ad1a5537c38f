package org.vedette.core.delivery;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A number for each channel and beginning of an address: the longest beginning counts.
 *
 * @param entries in the order they were written
 */
public record Tariff(List<Entry> entries) {
  /** No numbers. */
  public static final Tariff NONE = new Tariff(List.of());

  private static final String ANY = "*";
  private static final int MOST = 200;

  /**
   * One number.
   *
   * @param channel channel
   * @param prefix beginning of the address; empty for all
   * @param number 0 to 1,000,000 with up to four decimals
   */
  public record Entry(String channel, String prefix, BigDecimal number) {}

  /** Copies the list. */
  public Tariff {
    entries = List.copyOf(entries);
  }

  /**
   * Reads {@code CHANNEL PREFIX NUMBER} with {@code ;} between; empty when it is not written so.
   */
  public static Optional<Tariff> parse(String text) {
    List<Entry> found = new ArrayList<>();
    for (String each : text.split(";", -1)) {
      if (each.isBlank()) {
        continue;
      }
      String[] words = each.strip().split("\\s+", -1);
      if (words.length != 3
          || !words[0].matches("[a-z]{1,16}")
          || !words[1].matches("\\*|[^\\s]{1,64}")
          || !words[2].matches("[0-9]{1,7}(\\.[0-9]{1,4})?")
          || found.size() == MOST) {
        return Optional.empty();
      }
      found.add(
          new Entry(words[0], words[1].equals(ANY) ? "" : words[1], new BigDecimal(words[2])));
    }
    return Optional.of(new Tariff(found));
  }

  /** Finds what counts for an address; empty where nothing does. */
  Optional<Entry> of(String channel, String to) {
    return entries.stream()
        .filter(each -> each.channel().equals(channel) && to.startsWith(each.prefix()))
        .max(Comparator.comparingInt(each -> each.prefix().length()));
  }
}
