/** Sign-ins that a person approves in a telephone call, by a key or by a PIN. */
@NullMarked
package org.vedette.method.phone;

import org.jspecify.annotations.NullMarked;
