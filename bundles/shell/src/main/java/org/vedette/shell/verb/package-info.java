/** The verbs: one class per noun. */
@NullMarked
package org.vedette.shell.verb;

import org.jspecify.annotations.NullMarked;
