/** Routes of the audit record. */
@NullMarked
package org.vedette.sdk.audit;

import org.jspecify.annotations.NullMarked;
