/** How messages reach the trunk: UDP, TCP and TLS. */
@NullMarked
package org.vedette.gateway.sip.link;

import org.jspecify.annotations.NullMarked;
