/** What the journal says, in memory: registers, claims, challenges. */
@NullMarked
package org.vedette.state.table;

import org.jspecify.annotations.NullMarked;
