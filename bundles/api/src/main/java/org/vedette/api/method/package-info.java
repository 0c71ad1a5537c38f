/**
 * Second factors: what a method plugin implements. A method is a function from an enrollment and an
 * answer to a verdict.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.vedette.api.method;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
