/** A code is sent to the user's mailbox and typed into the sign-in. */
@NullMarked
package org.vedette.method.mail;

import org.jspecify.annotations.NullMarked;
