/** Secrets: holding, sealing and hashing them. */
@Export
@Version("1.0.0")
@NullMarked
package org.vedette.api.secret;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
