/** Sign-in flow, policy, lockout and choice of method. */
@NullMarked
package org.vedette.core;

import org.jspecify.annotations.NullMarked;
