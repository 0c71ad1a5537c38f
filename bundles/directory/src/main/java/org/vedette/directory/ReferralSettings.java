package org.vedette.directory;

import java.util.List;
import java.util.Locale;

/**
 * Whether it is gone on with where a server refers to another one.
 *
 * @param follow whether at all
 * @param hosts further hosts that are gone to, beside those of the directory's own servers: names,
 *     or {@code *.corp.example} for all below it; in lower case
 */
record ReferralSettings(boolean follow, List<String> hosts) {
  /** Copies the list. */
  ReferralSettings {
    hosts = List.copyOf(hosts);
  }

  /** Whether passwords may be sent to a host. */
  boolean knows(String host, List<ServerAddress> servers) {
    String name = host.toLowerCase(Locale.ROOT);
    return servers.stream().anyMatch(it -> it.host().equalsIgnoreCase(name))
        || hosts.stream()
            .anyMatch(it -> it.startsWith("*.") ? name.endsWith(it.substring(1)) : name.equals(it));
  }
}
