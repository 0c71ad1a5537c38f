/** Delivery: messages that a method wants sent, and the gateways that send them. */
@Export
@Version("1.0.0")
@NullMarked
package org.vedette.api.delivery;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
