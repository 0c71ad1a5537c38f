/** The journal: writing, recovery, snapshots, and reading back audit records. */
@NullMarked
package org.vedette.state.journal;

import org.jspecify.annotations.NullMarked;
