/** Updates, enables, disables and rolls back capabilities while people sign in. */
@NullMarked
package org.vedette.lifecycle;

import org.jspecify.annotations.NullMarked;
