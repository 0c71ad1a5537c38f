package org.vedette.method.oath.file;

/** Reads whole numbers. */
final class Numbers {
  private Numbers() {}

  /** Reads a number from 0 to {@code max}. */
  static long parse(String field, String text, long max) throws BadEntryException {
    if (text.length() <= 18
        && !text.isEmpty()
        && text.chars().allMatch(it -> it >= '0' && it <= '9')) {
      long value = Long.parseLong(text);
      if (value <= max) {
        return value;
      }
    }
    throw new BadEntryException(field, "is a whole number from 0 to " + max);
  }
}
