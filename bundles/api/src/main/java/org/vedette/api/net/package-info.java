/** Sockets that stay bound while a listener is replaced. */
@Export
@Version("1.0.0")
@NullMarked
package org.vedette.api.net;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
