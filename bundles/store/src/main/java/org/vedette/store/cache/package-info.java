/** Records kept in memory, never older than the last acknowledged change. */
@NullMarked
package org.vedette.store.cache;

import org.jspecify.annotations.NullMarked;
