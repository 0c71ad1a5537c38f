/** The log of changes of a server that stands alone. */
@NullMarked
package org.vedette.store.log;

import org.jspecify.annotations.NullMarked;
