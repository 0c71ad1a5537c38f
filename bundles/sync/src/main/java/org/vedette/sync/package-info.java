/** Users taken over from directories. */
@NullMarked
package org.vedette.sync;

import org.jspecify.annotations.NullMarked;
