/** TOTP and HOTP codes. */
@NullMarked
package org.vedette.method.oath;

import org.jspecify.annotations.NullMarked;
