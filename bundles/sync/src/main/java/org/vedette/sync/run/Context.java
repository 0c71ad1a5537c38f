package org.vedette.sync.run;

import org.vedette.api.directory.DirectorySource;
import org.vedette.sync.plan.Judge;

/**
 * What the parts of a run share.
 *
 * @param ports the rest of the server
 * @param patience waits
 * @param tally counts
 * @param people finds users
 * @param writer writes
 */
record Context(Ports ports, Patience patience, Tally tally, People people, Writer writer) {
  /** How many entries are read by identity at once. */
  static final int BATCH = DirectorySource.MOST_IDS;

  /** One directory of the run. */
  record Place(String name, Asking asking, Judge judge) {}
}
