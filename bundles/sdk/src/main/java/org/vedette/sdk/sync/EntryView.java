package org.vedette.sdk.sync;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vedette.api.directory.DirectoryEntry;

/**
 * An entry of a directory.
 *
 * @param id identity that outlives renames and moves
 * @param dn distinguished name
 * @param kind user, group or container
 * @param enabled whether the directory lets the person sign in
 * @param facts what the directory knows
 * @param names names by which the person may sign in
 */
@Schema(name = "ImportEntry")
public record EntryView(
    String id,
    String dn,
    String kind,
    boolean enabled,
    Map<String, String> facts,
    List<String> names) {
  static EntryView of(DirectoryEntry it) {
    return new EntryView(
        it.id(),
        it.dn(),
        it.kind().name().toLowerCase(Locale.ROOT),
        it.enabled(),
        new TreeMap<>(it.facts()),
        List.copyOf(new TreeSet<>(it.names())));
  }
}
