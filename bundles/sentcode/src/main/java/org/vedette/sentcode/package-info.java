/** Codes that are sent to a person and typed into the sign-in, whatever the channel. */
@NullMarked
package org.vedette.sentcode;

import org.jspecify.annotations.NullMarked;
