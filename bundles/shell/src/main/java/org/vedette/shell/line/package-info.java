/** What may be typed: verbs with their parameters and options, parsing, help, completion. */
@NullMarked
package org.vedette.shell.line;

import org.jspecify.annotations.NullMarked;
