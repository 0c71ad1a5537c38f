/** Primary authentication by other RADIUS servers. */
@NullMarked
package org.vedette.primary.radius;

import org.jspecify.annotations.NullMarked;
