package org.vedette.itests.durability;

import org.junit.Test;
import org.vedette.itests.blackbox.Server;

/** A few random kills under load: the short form of {@link KillStormSoakIT}. */
public class KillUnderLoadIT {
  private static final int PEOPLE = 36;
  private static final int KILLS = 3;

  @Test
  public void whatWasAcknowledgedHolds() throws Exception {
    long seed = Long.getLong("vedette.seed", System.nanoTime());
    try (Server server = Server.unpack("storm").busy().start();
        KillStorm storm = new KillStorm(server, PEOPLE, seed)) {
      storm.run(KILLS);
    }
  }
}
