/** RADIUS over TLS: connections, and the packets in them. */
@NullMarked
package org.vedette.radsec;

import org.jspecify.annotations.NullMarked;
