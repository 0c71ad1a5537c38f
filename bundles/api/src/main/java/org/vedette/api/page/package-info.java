/** What people read: texts by language. */
@Export
@Version("1.0.0")
@NullMarked
package org.vedette.api.page;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
