package org.vedette.sdk.policy;

import java.util.List;
import org.vedette.api.policy.NetworkList;
import org.vedette.sdk.http.Json;

/**
 * A named list of networks in JSON.
 *
 * @param id identity
 * @param version version; given with a change, the change is refused unless it is still this one
 * @param name name; rules and applications refer to it by a mark, as in {@code @office}
 * @param entries addresses, ranges like 192.0.2.10-192.0.2.19, and networks like 10.0.0.0/8
 * @param usedBy who refers to it
 */
public record NetworkView(
    String id, long version, String name, List<String> entries, List<String> usedBy)
    implements Json {
  static NetworkView of(NetworkList it, List<String> usedBy) {
    return new NetworkView(it.id().toString(), it.version(), it.label(), it.entries(), usedBy);
  }
}
