/** Records in one PostgreSQL database that several servers read and write. */
@NullMarked
package org.vedette.store.shared;

import org.jspecify.annotations.NullMarked;
