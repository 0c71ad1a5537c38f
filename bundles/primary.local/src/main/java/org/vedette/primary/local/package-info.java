/** Password check against built-in accounts. */
@NullMarked
package org.vedette.primary.local;

import org.jspecify.annotations.NullMarked;
