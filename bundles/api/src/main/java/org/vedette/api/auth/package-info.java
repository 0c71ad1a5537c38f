/** Signing in: what a listener asks of the core, and what it is answered. */
@Export
@Version("1.0.0")
@NullMarked
package org.vedette.api.auth;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
