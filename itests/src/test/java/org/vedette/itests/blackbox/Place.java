package org.vedette.itests.blackbox;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/**
 * Where a server of a test runs.
 *
 * @param address where it is reached
 * @param entering what comes before each command that is run there; empty for this host itself
 * @param variables of the environment of the server, beside those of the test
 */
public record Place(InetAddress address, List<String> entering, Map<String, String> variables) {
  /** This host, loopback only. */
  public static final Place HERE = new Place(InetAddress.getLoopbackAddress(), List.of(), Map.of());

  /** Copies the lists. */
  public Place {
    entering = List.copyOf(entering);
    variables = Map.copyOf(variables);
  }
}
