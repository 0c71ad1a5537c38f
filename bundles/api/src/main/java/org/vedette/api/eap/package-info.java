/** EAP conversations: what a listener hands to whoever speaks EAP, and what it gets back. */
@Export
@Version("1.0.0")
@NullMarked
package org.vedette.api.eap;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
