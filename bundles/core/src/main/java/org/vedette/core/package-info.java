/** The sign-in flow as OSGi components: references in, {@code AuthenticationService} out. */
@NullMarked
package org.vedette.core;

import org.jspecify.annotations.NullMarked;
