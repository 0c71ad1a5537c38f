/** Durable records, and the one way to change them. */
@Export
@Version("1.0.0")
@NullMarked
package org.vedette.api.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
