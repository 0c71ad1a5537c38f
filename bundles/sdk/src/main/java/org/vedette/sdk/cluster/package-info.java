/** The servers that work as one. */
@NullMarked
package org.vedette.sdk.cluster;

import org.jspecify.annotations.NullMarked;
