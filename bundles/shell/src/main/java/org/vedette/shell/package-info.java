/** The command line client and its door in the console. */
@NullMarked
package org.vedette.shell;

import org.jspecify.annotations.NullMarked;
