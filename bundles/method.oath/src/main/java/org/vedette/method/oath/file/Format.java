package org.vedette.method.oath.file;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Forms of files. */
public enum Format {
  /** Found out by looking. */
  AUTO,
  /** RFC 6030. */
  PSKC,
  /** {@code serial,secret,interval}, or with a header. */
  CSV,
  /** {@code upn,serial number,secret key,time interval,manufacturer,model}, header demanded. */
  CLOUD;

  /** Its name on the command line. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds a form by its name. */
  public static Optional<Format> named(String text) {
    return Arrays.stream(values()).filter(it -> it.text().equals(text)).findFirst();
  }

  /** Names of all. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Format::text).toList();
  }
}
