/** The phone of the method {@code held}. */
@NullMarked
package org.vedette.testkit.held;

import org.jspecify.annotations.NullMarked;
