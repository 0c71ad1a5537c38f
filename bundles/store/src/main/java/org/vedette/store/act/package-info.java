/** Audit records of administrative acts. */
@NullMarked
package org.vedette.store.act;

import org.jspecify.annotations.NullMarked;
