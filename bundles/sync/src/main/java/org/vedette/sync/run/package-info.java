/** One run: reads directories, decides, writes, and can be stopped between any two changes. */
@NullMarked
package org.vedette.sync.run;

import org.jspecify.annotations.NullMarked;
