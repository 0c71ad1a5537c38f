/** A directory in memory, with a history, for tests of what reads directories. */
@NullMarked
package org.vedette.testkit.directory;

import org.jspecify.annotations.NullMarked;
