/** How an operation is done, watched, and taken back. */
@NullMarked
package org.vedette.lifecycle.desk;

import org.jspecify.annotations.NullMarked;
