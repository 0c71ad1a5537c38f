/** Routes of accounting. */
@NullMarked
package org.vedette.sdk.accounting;

import org.jspecify.annotations.NullMarked;
