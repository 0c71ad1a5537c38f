/**
 * Coming and going: capabilities, finding services that are being replaced, draining, handing over.
 */
@Export
@Version("1.3.0")
@NullMarked
package org.vedette.api.lifecycle;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
