/** Sign-ins that applications ask for by HTTP. */
@NullMarked
package org.vedette.sdk.signin;

import org.jspecify.annotations.NullMarked;
