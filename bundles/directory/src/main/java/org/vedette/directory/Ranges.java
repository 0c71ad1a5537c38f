package org.vedette.directory;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.api.directory.DirectoryAnswer.Trouble;

/**
 * All values of an attribute of one entry, also where a server gives some at a time: {@code
 * member;range=0-1499} (MS-ADTS, section 3.1.1.3.1.3.3).
 */
final class Ranges {
  private static final Pattern RANGE = Pattern.compile("range=(\\d{1,9})-(\\d{1,9}|\\*)");
  private static final int MOST_ROUNDS = 10_000;

  private final Reading reading;
  private final String dn;
  private final Budget budget;

  Ranges(Reading reading, String dn, Budget budget) {
    this.reading = reading;
    this.dn = dn;
    this.budget = budget;
  }

  /** Returns the values of these attributes together. */
  List<String> of(List<String> attributes) throws ReadFailure {
    List<String> values = new ArrayList<>();
    SearchResultEntry entry = read(attributes);
    for (String name : attributes) {
      collect(entry, name, values);
    }
    return values;
  }

  private void collect(SearchResultEntry entry, String name, List<String> values)
      throws ReadFailure {
    Attribute whole = entry.getAttribute(name);
    if (whole != null) {
      values.addAll(List.of(whole.getValues()));
    }
    SearchResultEntry from = entry;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Optional<Attribute> part = part(from, name);
      if (part.isEmpty()) {
        return;
      }
      values.addAll(List.of(part.get().getValues()));
      Matcher range = range(part.get());
      if (!range.find() || range.group(2).equals("*")) {
        return;
      }
      int next = Integer.parseInt(range.group(2)) + 1;
      if (next <= Integer.parseInt(range.group(1))) {
        break;
      }
      from = read(List.of(name + ";range=" + next + "-*"));
      if (part(from, name).isEmpty()) {
        break;
      }
    }
    throw new ReadFailure(
        Trouble.MALFORMED,
        reading.server() + ": the values of " + name + " of " + dn + " do not end");
  }

  private static Optional<Attribute> part(SearchResultEntry entry, String name) {
    return entry.getAttributesWithOptions(name, null).stream()
        .filter(each -> range(each).find())
        .findFirst();
  }

  private static Matcher range(Attribute attribute) {
    return RANGE.matcher(attribute.getName().toLowerCase(Locale.ROOT));
  }

  private SearchResultEntry read(List<String> attributes) throws ReadFailure {
    return reading.base(dn, Filter.createPresenceFilter("objectClass"), attributes, budget).stream()
        .findFirst()
        .orElseThrow(() -> new ReadFailure(Trouble.MALFORMED, dn + " went away while it was read"));
  }
}
