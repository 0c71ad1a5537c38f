/** Reports on their way to other servers. */
@NullMarked
package org.vedette.accounting.forward;

import org.jspecify.annotations.NullMarked;
