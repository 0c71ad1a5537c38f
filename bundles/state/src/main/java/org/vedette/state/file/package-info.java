/** The files of the journal: segments, frames, and the folder they lie in. */
@NullMarked
package org.vedette.state.file;

import org.jspecify.annotations.NullMarked;
