package org.vedette.itests.durability;

import org.junit.Test;
import org.vedette.itests.blackbox.Server;

/**
 * Two hundred random kills under load, or as many as the system property {@code vedette.kills}
 * says: no accepted code is accepted again, a request whose answer was lost gets the first outcome,
 * no acknowledged change and no audit record is lost.
 */
public class KillStormSoakIT {
  private static final int PEOPLE = 36;

  @Test
  public void whatWasAcknowledgedHolds() throws Exception {
    long seed = Long.getLong("vedette.seed", System.nanoTime());
    try (Server server = Server.unpack("storm").busy().start();
        KillStorm storm = new KillStorm(server, PEOPLE, seed)) {
      storm.run(Integer.getInteger("vedette.kills", 200));
    }
  }
}
