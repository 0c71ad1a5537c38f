/**
 * Fast records of running sign-ins: claims, registers, challenges, and the journal that makes them
 * durable.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.vedette.api.state;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
