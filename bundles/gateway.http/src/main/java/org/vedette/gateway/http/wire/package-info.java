/** One HTTP exchange: connections, TLS, deadlines and limits. */
@NullMarked
package org.vedette.gateway.http.wire;

import org.jspecify.annotations.NullMarked;
