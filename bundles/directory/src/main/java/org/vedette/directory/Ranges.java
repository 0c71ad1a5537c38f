package org.vedette.directory;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.api.directory.DirectoryAnswer.Trouble;

/**
 * All values of attributes of one entry, also where a server gives some at a time: {@code
 * member;range=0-1499} (MS-ADTS, section 3.1.1.3.1.3.3). Ranges that leave a gap, overlap, repeat a
 * value, hold another number of values than they say or stop are a failure, never fewer values.
 */
final class Ranges {
  private static final Pattern RANGE = Pattern.compile(";range=(\\d{1,9})-(\\d{1,9}|\\*)$");

  /** What changes with an entry: values that were read before and after fit no more then. */
  private static final List<String> STATE = List.of("uSNChanged", "entryCSN", "modifyTimestamp");

  /** Takes values. */
  interface Values {
    void take(String value) throws ReadFailure;
  }

  /** A part of the values: from, and the last; empty: to the end. */
  private record Part(Attribute attribute, int from, Optional<Integer> last) {
    private boolean isAsLongAsItSays() {
      return last.isEmpty() || attribute.size() == last.get() - from + 1;
    }
  }

  private final Reading reading;
  private final String dn;
  private final int most;
  private final Budget budget;

  /** Reads at most {@code most} values of each attribute. */
  Ranges(Reading reading, String dn, int most, Budget budget) {
    this.reading = reading;
    this.dn = dn;
    this.most = most;
    this.budget = budget;
  }

  /** Tells the values of these attributes, one after the other. */
  void of(List<String> attributes, Values to) throws ReadFailure {
    List<String> wanted = new ArrayList<>(attributes);
    wanted.addAll(STATE);
    SearchResultEntry entry = read(wanted);
    for (String name : attributes) {
      Attribute whole = entry.getAttribute(name);
      Optional<Part> first = part(entry, name);
      if (first.isEmpty()) {
        tell(name, whole, new HashSet<>(), to);
      } else if (whole != null && whole.size() > 0) {
        // A server that gives ranges leaves the attribute itself empty.
        throw lie(name, "come whole and in parts");
      } else {
        parts(name, entry, first.get(), to);
      }
    }
  }

  private void parts(String name, SearchResultEntry entry, Part first, Values to)
      throws ReadFailure {
    String state = state(entry);
    Set<String> told = new HashSet<>();
    Part part = first;
    while (true) {
      if (part.from() != told.size()) {
        throw lie(name, "go on at %d after %d of them".formatted(part.from(), told.size()));
      }
      if (!part.isAsLongAsItSays()) {
        throw lie(name, "are %d where %s was said".formatted(part.attribute().size(), said(part)));
      }
      tell(name, part.attribute(), told, to);
      if (part.last().isEmpty()) {
        return;
      }
      List<String> wanted = new ArrayList<>(STATE);
      wanted.add(name + ";range=" + told.size() + "-*");
      SearchResultEntry next = read(wanted);
      if (!state(next).equals(state)) {
        throw new ReadFailure(
            Trouble.UNREACHABLE, reading.server() + ": " + dn + " was changed while it was read");
      }
      Optional<Part> more = part(next, name);
      if (more.isEmpty()) {
        throw lie(name, "stop after %d of them".formatted(told.size()));
      }
      part = more.get();
    }
  }

  private void tell(
      String name,
      @org.jspecify.annotations.Nullable Attribute attribute,
      Set<String> told,
      Values to)
      throws ReadFailure {
    if (attribute == null) {
      return;
    }
    for (String value : attribute.getValues()) {
      if (!told.add(value)) {
        throw lie(name, "repeat: " + Texts.shown(value));
      }
      if (told.size() > most) {
        throw lie(name, "are more than " + most);
      }
      to.take(value);
    }
  }

  private Optional<Part> part(SearchResultEntry entry, String name) throws ReadFailure {
    List<Part> parts = new ArrayList<>();
    for (Attribute each : entry.getAttributesWithOptions(name, null)) {
      Matcher range = RANGE.matcher(each.getName().toLowerCase(Locale.ROOT));
      if (range.find()) {
        parts.add(
            new Part(
                each,
                Integer.parseInt(range.group(1)),
                range.group(2).equals("*")
                    ? Optional.empty()
                    : Optional.of(Integer.parseInt(range.group(2)))));
      }
    }
    if (parts.size() > 1) {
      throw lie(name, "come in several parts at once");
    }
    return parts.stream().findFirst();
  }

  private static String said(Part part) {
    return part.from() + "-" + part.last().map(Object::toString).orElse("*");
  }

  private static String state(SearchResultEntry entry) {
    StringBuilder all = new StringBuilder();
    STATE.forEach(name -> all.append(entry.getAttributeValue(name)).append('|'));
    return all.toString();
  }

  private ReadFailure lie(String name, String what) {
    return new ReadFailure(
        Trouble.MALFORMED,
        reading.server() + ": the values of " + name + " of " + Texts.shown(dn) + " " + what);
  }

  private SearchResultEntry read(List<String> attributes) throws ReadFailure {
    return reading.base(dn, Filter.createPresenceFilter("objectClass"), attributes, budget).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new ReadFailure(
                    Trouble.MALFORMED,
                    reading.server() + ": " + Texts.shown(dn) + " went away while it was read"));
  }
}
