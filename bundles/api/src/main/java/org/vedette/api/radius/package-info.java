/**
 * The RADIUS listener: what administrators see of it and set for its replies, and packets that come
 * by other ways than its own sockets.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.vedette.api.radius;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
