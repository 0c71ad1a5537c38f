/** Several servers that work as one. */
@Export
@Version("1.0.0")
@NullMarked
package org.vedette.api.cluster;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
