/** One-way text messages: a code is sent to the user's telephone and typed into the sign-in. */
@NullMarked
package org.vedette.method.text;

import org.jspecify.annotations.NullMarked;
