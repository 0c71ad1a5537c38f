package org.vedette.sdk.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.vedette.api.policy.AddressRange;
import org.vedette.api.policy.NetworkList;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Problem;

/** Reads named networks from JSON. */
final class NetworkForm {
  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  NetworkList create(Fields fields) {
    fields.readOnly("id", "version", "usedBy");
    String label = fields.needText("name", 1, 64, "office").strip();
    if (!LABEL.matcher(label).matches()) {
      throw Problem.field(
          "name", "letters, digits and ._- without spaces, at most 64, for example \"office\"");
    }
    List<String> entries = entries("entries", fields).orElse(List.of());
    fields.end();
    return new NetworkList(UUID.randomUUID(), 1, label, label.toLowerCase(Locale.ROOT), entries);
  }

  NetworkList change(NetworkList stored, Fields fields) {
    fields.readOnly("id", "usedBy");
    fields
        .version()
        .filter(seen -> seen != stored.version())
        .ifPresent(
            seen -> {
              throw Problem.conflict(
                  "version",
                  "version: the network is at version " + stored.version() + "; read it again");
            });
    fields
        .text("name", 1, 64, stored.label())
        .filter(name -> !name.equals(stored.label()))
        .ifPresent(
            name -> {
              throw fields.bad(
                  "name", "cannot be changed, because others refer to it; add another network");
            });
    Set<String> entries = new LinkedHashSet<>(entries("entries", fields).orElse(stored.entries()));
    entries("add", fields).ifPresent(entries::addAll);
    entries("remove", fields)
        .ifPresent(
            gone -> {
              for (String each : gone) {
                if (!entries.remove(each)) {
                  throw fields.bad("remove", "'%s' is not among the entries", each);
                }
              }
            });
    fields.end();
    if (entries.size() > NetworkList.MAX_ENTRIES) {
      throw fields.bad("add", "a network has at most %d entries", NetworkList.MAX_ENTRIES);
    }
    return new NetworkList(
        stored.id(), stored.version() + 1, stored.label(), stored.name(), List.copyOf(entries));
  }

  private static Optional<List<String>> entries(String field, Fields fields) {
    return fields
        .texts(field, NetworkList.MAX_ENTRIES, 100, "10.0.0.0/8")
        .map(
            typed -> {
              List<String> entries = new ArrayList<>();
              for (String each : typed) {
                String entry =
                    AddressRange.parse(each)
                        .map(AddressRange::toString)
                        .orElseThrow(
                            () ->
                                fields.bad(
                                    field,
                                    "'%s' is no network; write 10.0.0.0/8, 192.0.2.7,"
                                        + " 192.0.2.10-192.0.2.19 or 2001:db8::/32",
                                    each));
                if (!entries.contains(entry)) {
                  entries.add(entry);
                }
              }
              return entries;
            });
  }
}
