/** Reports of what the audit record holds. */
@NullMarked
package org.vedette.report;

import org.jspecify.annotations.NullMarked;
