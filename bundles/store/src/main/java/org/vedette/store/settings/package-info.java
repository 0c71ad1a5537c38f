/** Replicated settings, carried into Configuration Admin. */
@NullMarked
package org.vedette.store.settings;

import org.jspecify.annotations.NullMarked;
