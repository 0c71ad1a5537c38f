/** Durable records, written as changes through one log. */
@NullMarked
package org.vedette.store;

import org.jspecify.annotations.NullMarked;
