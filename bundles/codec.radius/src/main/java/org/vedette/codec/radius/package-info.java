/** RADIUS wire format and dictionary, without services. */
@NullMarked
package org.vedette.codec.radius;

import org.jspecify.annotations.NullMarked;
