/** Command line client and console commands. */
@NullMarked
package org.vedette.shell;

import org.jspecify.annotations.NullMarked;
