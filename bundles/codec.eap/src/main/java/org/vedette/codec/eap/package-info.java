/** EAP (RFC 3748) and what travels in its tunnels: pure functions and small buffers. */
@NullMarked
package org.vedette.codec.eap;

import org.jspecify.annotations.NullMarked;
