/** Routes of hardware tokens. */
@NullMarked
package org.vedette.sdk.oath;

import org.jspecify.annotations.NullMarked;
