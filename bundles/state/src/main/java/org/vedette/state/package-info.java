/** Fast records of sign-ins and their one journal. */
@NullMarked
package org.vedette.state;

import org.jspecify.annotations.NullMarked;
