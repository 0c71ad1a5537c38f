/** An emulated RADIUS client (NAS) over real UDP. */
@NullMarked
package org.vedette.testkit.radius;

import org.jspecify.annotations.NullMarked;
