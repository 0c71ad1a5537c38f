package org.vedette.vault;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All data keys of this server, oldest first; at least one for each use. */
final class KeyRing {
  private final List<DataKey> keys;
  private final DataKey sealing;
  private final DataKey macRoot;

  KeyRing(List<DataKey> keys) {
    this.keys = List.copyOf(keys);
    List<DataKey> sealers = of(DataKey.Use.SEAL);
    sealing = sealers.get(sealers.size() - 1);
    macRoot = of(DataKey.Use.MAC).get(0);
  }

  /** Whether these keys make a ring. */
  static boolean complete(List<DataKey> keys) {
    return keys.stream().map(DataKey::use).distinct().count() == DataKey.Use.values().length;
  }

  /**
   * Returns a ring in which these keys seal and hash. Those it had open what they sealed; what they
   * hashed is of no use any more, but they are kept: a key is never thrown away.
   */
  KeyRing under(List<DataKey> others) {
    Set<Integer> known = others.stream().map(DataKey::id).collect(Collectors.toSet());
    List<DataKey> own = keys.stream().filter(key -> !known.contains(key.id())).toList();
    return new KeyRing(
        Stream.of(
                own.stream().filter(key -> key.use() == DataKey.Use.SEAL),
                others.stream(),
                own.stream().filter(key -> key.use() != DataKey.Use.SEAL))
            .flatMap(part -> part)
            .toList());
  }

  List<DataKey> keys() {
    return keys;
  }

  /** The newest key: it seals. */
  DataKey sealing() {
    return sealing;
  }

  /** The root of keyed hashes: the first ever made, because hashes must stay the same. */
  DataKey macRoot() {
    return macRoot;
  }

  /** The key that sealed a value. */
  Optional<DataKey> sealer(int id) {
    for (DataKey each : keys) {
      if (each.id() == id && each.use() == DataKey.Use.SEAL) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Names all keys, without the keys themselves. */
  String ids() {
    return keys.stream().map(DataKey::idText).collect(Collectors.joining(" "));
  }

  private List<DataKey> of(DataKey.Use use) {
    return keys.stream().filter(key -> key.use() == use).toList();
  }
}
