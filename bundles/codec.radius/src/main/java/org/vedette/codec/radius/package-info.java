/**
 * RADIUS wire format and dictionary, without services.
 *
 * <p>Decoding never throws: what cannot be understood is a sealed result or an empty optional.
 */
@NullMarked
package org.vedette.codec.radius;

import org.jspecify.annotations.NullMarked;
