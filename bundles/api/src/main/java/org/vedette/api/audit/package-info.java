/** The record of every sign-in and every administrative act. */
@Export
@Version("1.0.0")
@NullMarked
package org.vedette.api.audit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
