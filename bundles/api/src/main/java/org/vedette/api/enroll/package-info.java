/** Enrolling: how a user comes to own an instance of a method. */
@Export
@Version("1.0.0")
@NullMarked
package org.vedette.api.enroll;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
