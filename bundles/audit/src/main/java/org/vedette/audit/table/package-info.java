/** The database of audit records. */
@NullMarked
package org.vedette.audit.table;

import org.jspecify.annotations.NullMarked;
