/** One HTTP exchange: connections, TLS, deadlines and limits. */
@NullMarked
package org.vedette.client.http.wire;

import org.jspecify.annotations.NullMarked;
