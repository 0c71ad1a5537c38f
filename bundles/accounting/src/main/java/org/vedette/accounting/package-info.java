/** RADIUS accounting, stored and forwarded. */
@NullMarked
package org.vedette.accounting;

import org.jspecify.annotations.NullMarked;
