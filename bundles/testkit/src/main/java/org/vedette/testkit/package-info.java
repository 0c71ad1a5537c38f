/** Emulated peers and fakes for tests; never part of the server. */
@NullMarked
package org.vedette.testkit;

import org.jspecify.annotations.NullMarked;
