/** Copying from the journal, and checking the chain. */
@NullMarked
package org.vedette.audit.chain;

import org.jspecify.annotations.NullMarked;
