/** Emulated OATH tokens. */
@NullMarked
package org.vedette.testkit.oath;

import org.jspecify.annotations.NullMarked;
