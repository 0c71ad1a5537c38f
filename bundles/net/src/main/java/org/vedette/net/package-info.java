/** Sockets that stay bound while a listener is replaced. */
@NullMarked
package org.vedette.net;

import org.jspecify.annotations.NullMarked;
