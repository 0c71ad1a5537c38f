/** Telephone numbers, by the numbering plans of the world. */
@NullMarked
package org.vedette.phones;

import org.jspecify.annotations.NullMarked;
