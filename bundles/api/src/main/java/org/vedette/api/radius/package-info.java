/** What administrators see of the RADIUS listener, and set for its replies. */
@Export
@Version("1.0.0")
@NullMarked
package org.vedette.api.radius;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
