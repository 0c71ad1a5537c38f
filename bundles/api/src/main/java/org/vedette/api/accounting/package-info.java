/** Accounting: what clients report of sessions, its storage and its forwarding. */
@Export
@Version("1.0.0")
@NullMarked
package org.vedette.api.accounting;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
