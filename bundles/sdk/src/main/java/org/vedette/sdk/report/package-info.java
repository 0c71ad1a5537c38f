/** Routes of reports. */
@NullMarked
package org.vedette.sdk.report;

import org.jspecify.annotations.NullMarked;
