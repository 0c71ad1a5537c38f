/** What servers of a cluster tell each other of their fast records, and ask before they win. */
@NullMarked
package org.vedette.state.share;

import org.jspecify.annotations.NullMarked;
