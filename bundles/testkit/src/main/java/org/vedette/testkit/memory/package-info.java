/** In-memory stand-ins for the stores, for tests of methods, listeners and the core. */
@NullMarked
package org.vedette.testkit.memory;

import org.jspecify.annotations.NullMarked;
