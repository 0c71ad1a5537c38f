/** The checks between the password and the second factor, and what they count. */
@NullMarked
package org.vedette.core.checks;

import org.jspecify.annotations.NullMarked;
