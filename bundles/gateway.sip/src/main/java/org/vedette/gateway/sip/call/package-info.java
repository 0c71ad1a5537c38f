/** Calls: transactions, dialogs and registration (RFC 3261). */
@NullMarked
package org.vedette.gateway.sip.call;

import org.jspecify.annotations.NullMarked;
