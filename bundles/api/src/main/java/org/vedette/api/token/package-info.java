/** Hardware tokens: those in the drawer, and how they come to a user. */
@Export
@Version("1.0.0")
@NullMarked
package org.vedette.api.token;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
