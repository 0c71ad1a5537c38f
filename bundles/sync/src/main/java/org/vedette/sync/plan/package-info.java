/** What is to be done with users, told from what directories say; nothing is read or written. */
@NullMarked
package org.vedette.sync.plan;

import org.jspecify.annotations.NullMarked;
