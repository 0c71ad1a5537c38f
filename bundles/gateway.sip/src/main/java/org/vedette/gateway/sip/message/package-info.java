/** SIP messages (RFC 3261): what they are made of, how they are read and written, digest. */
@NullMarked
package org.vedette.gateway.sip.message;

import org.jspecify.annotations.NullMarked;
