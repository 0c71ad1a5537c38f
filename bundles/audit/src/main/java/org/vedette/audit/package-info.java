/** Hash-chained record of every sign-in and administrative act. */
@NullMarked
package org.vedette.audit;

import org.jspecify.annotations.NullMarked;
