/** Master key, sealed secrets, password and PIN hashing. */
@NullMarked
package org.vedette.vault;

import org.jspecify.annotations.NullMarked;
