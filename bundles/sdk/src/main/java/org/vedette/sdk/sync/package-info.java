/** Routes of synchronization and import. */
@NullMarked
package org.vedette.sdk.sync;

import org.jspecify.annotations.NullMarked;
