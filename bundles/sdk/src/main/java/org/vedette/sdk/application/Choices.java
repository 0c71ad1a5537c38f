package org.vedette.sdk.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vedette.api.auth.Application;
import org.vedette.api.policy.NetworkList;
import org.vedette.api.store.Setting;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Plugins;

/** Checks what an application chooses among: who checks passwords, and methods. */
final class Choices {
  /** Factory PIDs whose instances check passwords, by what stands before their names. */
  private static final Map<String, String> FACTORIES =
      Map.of(
          "directory", "org.vedette.directory",
          "ntlm", "org.vedette.primary.ntlm",
          "radius", "org.vedette.primary.radius");

  /** What they are called where that says more. */
  private static final Map<String, String> LABELS =
      Map.of("radius", "RADIUS target", "ntlm", "domain by winbind");

  private static final String PRIMARY_LOCAL = "local";

  private final Installed installed;
  private final Plugins plugins;

  Choices(Installed installed, Plugins plugins) {
    this.installed = installed;
    this.plugins = plugins;
  }

  /** Passes the name of who checks passwords. */
  String primary(String value) {
    if (value.equals(PRIMARY_LOCAL) || value.equals(Application.PRIMARY_NONE)) {
      return value;
    }
    int colon = value.indexOf(':');
    String kind = colon < 0 ? "" : value.substring(0, colon);
    String pid = FACTORIES.get(kind);
    if (pid == null || colon == value.length() - 1) {
      throw Problem.field(
          "primary",
          "\"local\", \"none\", \"directory:NAME\", \"ntlm:NAME\" or \"radius:NAME\", for"
              + " example \"directory:corp\"");
    }
    String name = value.substring(colon + 1);
    if (installed.records().findByKey(Setting.TYPE, Setting.key(pid + "~" + name)).isEmpty()) {
      throw Problem.field(
          "primary",
          "there is no %s '%s'; add it first, or use \"local\" or \"none\""
              .formatted(LABELS.getOrDefault(kind, kind), name));
    }
    return value;
  }

  /** Passes networks, and names of networks that exist. */
  List<String> networks(List<String> typed) {
    List<String> networks = new ArrayList<>();
    for (String each : typed) {
      networks.add(
          network(each)
              .orElseThrow(
                  () ->
                      Problem.field(
                          "trustedNetworks",
                          "'%s' is no network; write 10.0.0.0/8, 192.0.2.7, 2001:db8::/32, or @NAME"
                                  .formatted(each)
                              + " of a network that exists")));
    }
    return networks;
  }

  private Optional<String> network(String typed) {
    return typed.startsWith(NetworkList.MARK)
        ? installed
            .records()
            .findByKey(
                NetworkList.TYPE, NetworkList.key(typed.substring(NetworkList.MARK.length())))
            .map(it -> NetworkList.reference(it.name()))
        : Networks.normalise(typed);
  }

  /** Passes the id of a method. */
  String method(String id) {
    Set<String> known = plugins.methods().keys();
    if (!known.contains(id)) {
      throw Problem.field(
          "methods",
          "'%s' is not an installed method; installed are %s"
              .formatted(id, known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known))));
    }
    return id;
  }
}
