/** Settings of the sign-in flow as checked values. */
@NullMarked
package org.vedette.core.settings;

import org.jspecify.annotations.NullMarked;
