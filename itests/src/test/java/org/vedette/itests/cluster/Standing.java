package org.vedette.itests.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the servers stand, as one of them tells by REST.
 *
 * @param self its name
 * @param role its part, in lower case
 * @param epoch the reign; 0 for a single server
 * @param master name of the master; empty when none is known
 * @param automatic whether the servers choose another master by themselves
 * @param notice what an operator has to know now; empty when nothing
 * @param peers all servers, by name
 */
record Standing(
    String self,
    String role,
    long epoch,
    Optional<String> master,
    boolean automatic,
    String notice,
    List<Peer> peers) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One server, as another tells of it.
   *
   * @param lag how many changes it lacks; -1 while unknown
   */
  record Peer(String name, String role, String version, long epoch, long lag, String trouble) {}

  static Standing read(String json) {
    try {
      JsonNode all = JSON.readTree(json);
      List<Peer> peers = new ArrayList<>();
      for (JsonNode each : all.get("servers")) {
        peers.add(
            new Peer(
                each.get("name").asText(),
                each.get("role").asText(),
                each.path("version").asText(),
                each.path("epoch").asLong(),
                each.path("lagChanges").asLong(-1),
                each.path("trouble").asText()));
      }
      return new Standing(
          all.get("self").asText(),
          all.get("role").asText(),
          all.get("epoch").asLong(),
          Optional.ofNullable(all.path("master").asText(null)),
          all.path("automatic").asBoolean(),
          all.path("notice").asText(),
          peers);
    } catch (JsonProcessingException malformed) {
      throw new AssertionError("no view of a cluster: " + json, malformed);
    }
  }

  boolean isMaster() {
    return role.equals("master");
  }

  /** What it tells of this server. */
  Optional<Peer> peer(String name) {
    return peers.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
