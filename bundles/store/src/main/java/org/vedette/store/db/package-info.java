/** Tables of the durable records, and the rules by which a change is applied to them. */
@NullMarked
package org.vedette.store.db;

import org.jspecify.annotations.NullMarked;
