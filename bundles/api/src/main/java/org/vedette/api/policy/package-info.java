/** Rules about who may sign in where, when and how, and named lists of networks. */
@Export
@Version("1.0.0")
@NullMarked
package org.vedette.api.policy;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
