/** Connections to message centres and what is said over them. */
@NullMarked
package org.vedette.gateway.smpp.wire;

import org.jspecify.annotations.NullMarked;
