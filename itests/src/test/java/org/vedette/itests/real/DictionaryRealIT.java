package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;
import org.vedette.codec.radius.Dictionary;

/** The shipped dictionary beside FreeRADIUS': the same names have the same numbers and types. */
public class DictionaryRealIT {
  private static final Path THEIRS = Path.of("/usr/share/freeradius");
  private static final Pattern VENDOR = Pattern.compile("VENDOR\\s+(\\S+)\\s+(\\d+).*");
  private static final Pattern BEGIN = Pattern.compile("BEGIN-VENDOR\\s+(\\S+).*");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("ATTRIBUTE\\s+(\\S+)\\s+(\\d+)\\s+(\\w+).*");

  private record Known(int vendor, int type, String valueType) {}

  @Test
  public void vendorsAttributesAreThoseOfFreeRadius() throws IOException {
    Map<String, Known> theirs = theirs();
    List<Dictionary.Entry> ours =
        Dictionary.shipped().search("").stream()
            .filter(each -> each.vendor() != Dictionary.NO_VENDOR)
            .toList();

    assertThat(ours).hasSizeGreaterThan(150);
    for (Dictionary.Entry each : ours) {
      assertThat(theirs.get(each.name().toLowerCase(Locale.ROOT)))
          .as(each.name())
          .isEqualTo(
              new Known(
                  each.vendor(), each.type(), each.valueType().name().toLowerCase(Locale.ROOT)));
    }
  }

  private static Map<String, Known> theirs() throws IOException {
    if (!Files.isDirectory(THEIRS)) {
      throw new AssertionError(THEIRS + " is missing; install the package freeradius-common");
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(THEIRS)) {
      files = all.filter(it -> it.getFileName().toString().startsWith("dictionary.")).toList();
    }
    Map<String, Known> found = new HashMap<>();
    for (Path file : files) {
      read(Files.readAllLines(file), found);
    }
    return found;
  }

  private static void read(List<String> lines, Map<String, Known> found) {
    Map<String, Integer> vendors = new HashMap<>();
    int vendor = Dictionary.NO_VENDOR;
    for (String line : lines) {
      Matcher declared = VENDOR.matcher(line);
      Matcher begun = BEGIN.matcher(line);
      Matcher attribute = ATTRIBUTE.matcher(line);
      if (declared.matches()) {
        vendors.put(declared.group(1), Integer.valueOf(declared.group(2)));
      } else if (begun.matches()) {
        vendor = vendors.getOrDefault(begun.group(1), Dictionary.NO_VENDOR);
      } else if (vendor != Dictionary.NO_VENDOR && attribute.matches()) {
        found.put(
            attribute.group(1).toLowerCase(Locale.ROOT),
            new Known(
                vendor,
                Integer.parseInt(attribute.group(2)),
                attribute.group(3).toLowerCase(Locale.ROOT)));
      }
    }
  }
}
