/** Recovery codes: a sheet of codes for the day on which nothing else is at hand. */
@NullMarked
package org.vedette.method.recovery;

import org.jspecify.annotations.NullMarked;
