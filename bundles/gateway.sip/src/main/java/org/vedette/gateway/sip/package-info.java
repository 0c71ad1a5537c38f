/** Voice calls over a SIP trunk. */
@NullMarked
package org.vedette.gateway.sip;

import org.jspecify.annotations.NullMarked;
