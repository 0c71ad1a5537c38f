/** RADIUS listener. */
@NullMarked
package org.vedette.radius;

import org.jspecify.annotations.NullMarked;
