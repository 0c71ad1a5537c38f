/** What outlives a restart: kept jars, disabled capabilities, the update under way, operations. */
@NullMarked
package org.vedette.lifecycle.files;

import org.jspecify.annotations.NullMarked;
