/** Ends sessions of blocked users at RADIUS clients. */
@NullMarked
package org.vedette.disconnect;

import org.jspecify.annotations.NullMarked;
