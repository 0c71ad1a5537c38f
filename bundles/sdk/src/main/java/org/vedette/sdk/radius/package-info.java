/** Routes of the RADIUS listener. */
@NullMarked
package org.vedette.sdk.radius;

import org.jspecify.annotations.NullMarked;
