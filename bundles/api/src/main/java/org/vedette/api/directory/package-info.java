/** Directories, as far as other bundles may ask about them. */
@Export
@Version("1.2.0")
@NullMarked
package org.vedette.api.directory;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
