/** Reports: what was recorded, gathered for people to read. */
@Export
@Version("1.0.0")
@NullMarked
package org.vedette.api.report;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
