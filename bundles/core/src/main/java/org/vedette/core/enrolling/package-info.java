/** Enrollments and PINs on an administrator's order. */
@NullMarked
package org.vedette.core.enrolling;

import org.jspecify.annotations.NullMarked;
