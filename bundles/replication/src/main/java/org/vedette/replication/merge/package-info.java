/** Carries what the servers share besides the log: news of used codes, counters, open questions. */
@NullMarked
package org.vedette.replication.merge;

import org.jspecify.annotations.NullMarked;
