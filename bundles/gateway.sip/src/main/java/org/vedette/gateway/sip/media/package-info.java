/** Sound and keys: RTP (RFC 3550), G.711, telephone events (RFC 4733), SDP (RFC 8866, RFC 3264). */
@NullMarked
package org.vedette.gateway.sip.media;

import org.jspecify.annotations.NullMarked;
