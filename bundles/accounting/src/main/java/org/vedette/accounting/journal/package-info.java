/** Reports on disk, before they are acknowledged. */
@NullMarked
package org.vedette.accounting.journal;

import org.jspecify.annotations.NullMarked;
