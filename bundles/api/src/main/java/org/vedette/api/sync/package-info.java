/** People taken over from directories: by hand, and again and again. */
@Export
@Version("1.0.0")
@NullMarked
package org.vedette.api.sync;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
